package chat.parley.account;

/** Where pictures of people are. Each has a name of its own, so what is there never changes. */
public final class AvatarPath {

    public static final String ROOT = "/api/pictures/";

    private AvatarPath() {}

    /** @param name null for none, which is nowhere */
    public static String of(String name) {
        return name == null ? null : ROOT + name;
    }
}
