package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** Limits on the parts of a request. */
@QuarkusTest
class RequestBoundsTest {

    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

    @Test
    void tooLongAddressIsRejected() {
        assertThat(RawRequest.get(RestAssured.port, "/api/rooms?q=" + "a".repeat(7_000))
                        .status())
                .isEqualTo(401);
        assertThat(RawRequest.get(RestAssured.port, "/api/rooms?q=" + "a".repeat(9_000))
                        .status())
                .isEqualTo(414);
    }

    @Test
    void tooLargeHeadersAreRejected() {
        assertThat(RawRequest.get(RestAssured.port, "/api/rooms", "X-Long: " + "a".repeat(12_000))
                        .status())
                .isEqualTo(401);
        assertThat(RawRequest.get(RestAssured.port, "/api/rooms", "X-Long: " + "a".repeat(20_000))
                        .status())
                .isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "FOO", "get"})
    void unknownMethodIsRejected(String method) {
        var response =
                RawRequest.send(RestAssured.port, method + " /api/me HTTP/1.1\r\n" + HOST + "X-Mirror: seen\r\n\r\n");

        assertThat(response.status()).isBetween(400, 501).isNotEqualTo(500);
        assertThat(response.text()).doesNotContain("X-Mirror");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Evil : 1",
                "X-Evil",
                ": 1",
                "X-\u0000Evil: 1",
                "Content-Length: -1",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: abc",
                "Cookie: parley=\u0001",
                "Host: a b",
                "Host: evil.example",
                "Origin: \u00ff",
                "Authorization: Bearer",
                "Authorization: Bearer \u0000",
                "Authorization: Basic !!!",
                "Cookie: ;;;=;parley",
                "Expect: nonsense",
                "Sec-Fetch-Site: \u0001",
                "Accept-Language: \u00ff\u00fe;q=x",
                "Content-Encoding: gzip"
            })
    void malformedHeaderIsAClientError(String header) {
        var get = RawRequest.get(RestAssured.port, "/api/me", header);
        var post = RawRequest.send(
                RestAssured.port,
                "POST /login HTTP/1.1\r\n" + HOST + header
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n");

        assertThat(get.status()).as(get.text()).isBetween(400, 499);
        assertThat(post.status()).as(post.text()).isBetween(300, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/forgot-password", "/reset-password", "/settings/password", "/api/accounts"})
    void emptyBodyIsAnsweredAtOnce(String path) {
        var response = RawRequest.send(
                RestAssured.port,
                "POST " + path + " HTTP/1.1\r\n" + HOST
                        + "Transfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n0\r\n\r\n");

        assertThat(response.status()).as(response.text()).isBetween(200, 499);
    }
}
