package chat.parley.proof;

/** How much the tests that kill processes do: each kind of fault in every run, more of each with {@code -Dchaos=long}. */
final class ChaosSettings {

    private ChaosSettings() {}

    static boolean isLong() {
        return "long".equals(System.getProperty("chaos"));
    }
}
