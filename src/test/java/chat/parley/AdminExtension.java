package chat.parley;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Creates the administrator of the test server before each test unless it exists. After a failed test the service restarts on an empty database, so checking once is not enough. */
public final class AdminExtension implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        if (!TestAdmin.exists()) {
            TestAdmin.signUp();
        }
    }
}
