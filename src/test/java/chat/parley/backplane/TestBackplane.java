package chat.parley.backplane;

/** The backplane of a single process, for tests of its users. */
public final class TestBackplane {

    private TestBackplane() {}

    public static Backplane create() {
        return new LocalBackplane();
    }
}
