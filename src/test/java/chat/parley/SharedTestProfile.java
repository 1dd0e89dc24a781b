package chat.parley;

import java.util.List;
import java.util.Map;

import chat.parley.auth.email.SmtpServer;
import io.quarkus.test.junit.QuarkusTestProfile;

/** Settings that tests need and that do not affect each other: a log of requests and traces, small files and a small quota, no reconciliation, a mail server. Each further profile would add half a minute to every build. */
public class SharedTestProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.access-log.enabled", "true",
                "quarkus.otel.sdk.disabled", "false",
                "quarkus.otel.bsp.schedule.delay", "50ms",
                "parley.http.max-upload-size", "1M",
                "parley.attachment.quota-per-account", "1500K",
                "parley.realtime.reconcile-interval", "off");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(SmtpServer.class));
    }
}
