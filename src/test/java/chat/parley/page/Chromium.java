package chat.parley.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/**
 * The browser of the browser tests: the Chromium that the machine has, else the one that Playwright has unpacked before.
 * Without either they are skipped, but never where {@code CI=true}. Nothing is downloaded. One is started for all classes that
 * run in one application, as its start takes longer than many a test; each test has contexts of its own.
 */
final class Chromium implements ExecutionCondition, BeforeAllCallback {

    /** The headless shell first: it takes less than half of the processor time. */
    private static final String[] NAMES = {
        "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
    };

    private static final Map<String, String> NO_DOWNLOAD = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (executable().isPresent() || "true".equals(System.getenv("CI"))) {
            return ConditionEvaluationResult.enabled("there is a browser, or there has to be one");
        }
        return ConditionEvaluationResult.disabled(
                "no Chromium on the PATH, and none of Playwright's: install chromium to run this");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var ofAllTests = context.getRoot().getStore(ExtensionContext.Namespace.create(Chromium.class));
        var running = ofAllTests.get(Running.class, Running.class);
        if (running == null || !running.browser().isConnected()) {
            var playwright = playwright();
            running = new Running(playwright, launch(playwright));
            ofAllTests.put(Running.class, running);
        }
        BrowserTest.use(running.browser());
    }

    /** Closes after the last test. */
    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

        @Override
        public void close() {
            playwright.close();
        }
    }

    private static Playwright playwright() {
        return Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
    }

    private static Browser launch(Playwright playwright) {
        var options = new BrowserType.LaunchOptions()
                .setArgs(Arrays.asList(
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run"));
        return playwright
                .chromium()
                .launch(options.setExecutablePath(executable()
                        .orElseThrow(() -> new IllegalStateException(
                                "No Chromium here, and CI=true says that the browser tests must run"))));
    }

    private static Optional<Path> executable() {
        return onPath().or(Chromium::playwrights);
    }

    private static Optional<Path> onPath() {
        var folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator);
        return Stream.of(NAMES)
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> playwrights() {
        try (var playwright = playwright()) {
            return Optional.of(Path.of(playwright.chromium().executablePath())).filter(Files::isExecutable);
        }
    }
}
