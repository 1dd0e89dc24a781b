package chat.parley;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Somebody has come before all others to the service that a test is held against, and administers it. Asked before each test: after
 * one that failed the service is restarted, on an empty database.
 */
public final class AdminExtension implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        if (!TestAdmin.isThere()) {
            TestAdmin.signsUp();
        }
    }
}
