package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.ops.ServiceProcess;
import io.restassured.RestAssured;

/** Behind a trusted proxy with the configuration of src/docs/nginx.conf: the service counts visitors instead of the proxy. */
@Tag("own-processes")
class BehindNginxIT {

    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final String FORM = "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private static final String SLOW_BODY = "POST /login HTTP/1.1\r\n" + FORM + "Content-Length: 5000\r\n\r\n";
    private static final int CONNECTIONS = 300;
    private static final int PER_ADDRESS = 200;
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAST_DEADLINE = Duration.ofSeconds(25);

    @TempDir
    static Path folder;

    private static ServiceProcess service;

    @BeforeAll
    static void startService() {
        service = ServiceProcess.start(Map.of(
                "PARLEY_DATA_DIR",
                folder.resolve("data").toString(),
                "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING",
                "true",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES",
                "127.0.0.1"));
    }

    @AfterAll
    static void stopServices() {
        service.kill();
    }

    @Test
    void slowRequestsAreBufferedByNginx() throws IOException, InterruptedException {
        assumeThat(NGINX).exists();
        var parley = RestAssured.port;
        var port = ServiceProcess.freePort();
        var nginx = startNginx(writeConfiguration(parley, port));
        try (var strangers = new SlowClients()) {
            RestAssured.port = port;
            await().atMost(RESPONSE_TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> RestAssured.get("/login").statusCode() == 200);
            strangers.open(CONNECTIONS, "127.0.3.1", SLOW_BODY);
            strangers.open(CONNECTIONS, "127.0.3.1", "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            strangers.open(
                    CONNECTIONS,
                    "127.0.3.1",
                    "POST /api/rooms/1/attachments HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000\r\n\r\n");

            await().atMost(RESPONSE_TIMEOUT).until(() -> {
                strangers.drip();
                return strangers.answered(401) == CONNECTIONS;
            });
            for (var probe = 0; probe < CONNECTIONS; probe++) {
                assertThat(RestAssured.get("/login").statusCode()).isEqualTo(200);
            }
            assertThat(RestAssured.get("/q/metrics").statusCode()).isEqualTo(404);
            // The bodies belong to no account, so one byte in ten seconds is enough for nginx.
            await().atMost(PAST_DEADLINE).until(() -> {
                strangers.drip();
                return strangers.open() == CONNECTIONS;
            });
        } finally {
            RestAssured.port = parley;
            nginx.destroy();
            assertThat(nginx.waitFor(RESPONSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void clientsAreCountedInsteadOfTheProxy() {
        try (var many = new SlowClients();
                var one = new SlowClients()) {
            IntStream.range(0, CONNECTIONS)
                    .forEach(visitor -> many.open(
                            1,
                            "127.0.0.1",
                            SLOW_BODY.replace(FORM, FORM + "X-Forwarded-For: 192.0.2." + visitor % 250 + "\r\n")));
            one.open(CONNECTIONS, "127.0.0.1", SLOW_BODY.replace(FORM, FORM + "X-Forwarded-For: 198.51.100.1\r\n"));

            await().atMost(RESPONSE_TIMEOUT).until(() -> {
                one.drip();
                return one.open() == PER_ADDRESS;
            });
            many.drip();
            assertThat(many.open()).isEqualTo(CONNECTIONS);
            assertThat(one.answered(429)).isEqualTo(CONNECTIONS - PER_ADDRESS);
        }
    }

    /** The documented file without TLS and with other ports. */
    private static Path writeConfiguration(int parley, int port) throws IOException {
        var site = Files.readString(Path.of("src/docs/nginx.conf"))
                .replace("127.0.0.1:8080", "127.0.0.1:" + parley)
                .replace("listen 443 ssl", "listen 127.0.0.1:" + port)
                .replaceAll("(?m)^ *ssl_certificate.*$", "");
        assertThat(site).contains("127.0.0.1:" + parley).contains("listen 127.0.0.1:" + port);
        var file = folder.resolve("nginx.conf");
        Files.writeString(file, """
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                worker_processes 1;
                daemon off;
                events { worker_connections 4096; }
                http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                """.formatted(folder) + site + "}\n");
        return file;
    }

    private static Process startNginx(Path configuration) throws IOException {
        return new ProcessBuilder(
                        NGINX.toString(), "-e", folder.resolve("error.log").toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
    }
}
