package chat.parley.account;

/** URLs of avatars. Each avatar has a new name, so responses can be cached forever. */
public final class AvatarPath {

    public static final String ROOT = "/api/pictures/";

    private AvatarPath() {}

    /** @param name null for none, which is nowhere */
    public static String of(String name) {
        return name == null ? null : ROOT + name;
    }
}
