package chat.parley.account;

/** URLs of avatars. Each avatar has a new name, so responses can be cached forever. */
public final class AvatarPath {

    public static final String ROOT = "/api/pictures/";

    private AvatarPath() {}

    /**
     * Returns the URL of an avatar.
     *
     * @param name null if there is none; the result is then null
     */
    public static String of(String name) {
        return name == null ? null : ROOT + name;
    }
}
