package chat.parley.resilience;

/** How many faults the tests that kill processes inject: each kind in every run, more of each with {@code -Dchaos=long}. */
final class ChaosSettings {

    private ChaosSettings() {}

    static boolean isLong() {
        return "long".equals(System.getProperty("chaos"));
    }
}
