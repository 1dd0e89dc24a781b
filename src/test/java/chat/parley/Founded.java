package chat.parley;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Somebody has come before all others to the service that a test is held against, and administers it. */
public final class Founded implements BeforeEachCallback {

    private static boolean done;

    @Override
    public void beforeEach(ExtensionContext test) {
        if (!done) {
            Founder.signsUp();
            done = true;
        }
    }
}
