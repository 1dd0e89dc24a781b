package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** Malformed HTTP gets a problem object, and nothing after it on the connection is processed. */
@QuarkusTest
class MalformedRequestsTest {

    private static final String NEXT_REQUEST =
            "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/me HTTP/1.1\r\n",
                "GET /api/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
                "GET /api/me HTTP/1.1\r\nHost: a b\r\n",
                "GET /a<b HTTP/1.1\r\nHost: localhost\r\n",
                "GET /a%zz HTTP/1.1\r\nHost: localhost\r\n",
                "GET / HTTP/3.7\r\nHost: localhost\r\n",
                "PRI * HTTP/2.0\r\n",
                "\u0016\u0003\u0001 nonsense\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX-Evil : 1\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n"
            })
    void malformedHttpIsAProblem(String head) {
        assertRejected(400, head + "\r\n" + NEXT_REQUEST);
    }

    @Test
    void tooLongRequestIsAProblem() {
        assertRejected(414, "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertRejected(431, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n");
    }

    /** A request target that is not a path gets no content. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "login"})
    void targetThatIsNotAPathIsAProblem(String target) {
        var response = RawRequest.get(RestAssured.port, target);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.isProblem()).as(response.text()).isTrue();
    }

    /** A request could be smuggled in if the end of a body is ambiguous. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xchunked|501",
                "gzip|501",
                "'gzip, chunked'|501",
                "identity|501",
                "'chunked, gzip'|400",
                "'chunked, chunked'|400",
                "','|400",
                "chunked<CRLF>Transfer-Encoding: chunked|400",
                "chunked<CRLF>Content-Length: 4|400"
            })
    void ambiguousBodyLengthIsRejected(String coding, int status) {
        assertRejected(
                status,
                "POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " + coding.replace("<CRLF>", "\r\n")
                        + "\r\n\r\n0\r\n\r\n" + NEXT_REQUEST);
    }

    @Test
    void chunkedHttp10IsRejected() {
        assertRejected(400, "POST /login HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    @Test
    void malformedChunkIsAProblem() {
        assertRejected(
                400,
                "POST /api/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "zz\r\nabc\r\n0\r\n\r\n" + NEXT_REQUEST);
    }

    private static void assertRejected(int status, String request) {
        var response = RawRequest.send(RestAssured.port, request);

        assertThat(response.text())
                .containsOnlyOnce("HTTP/")
                .contains("\"status\":" + status)
                .doesNotContain("\"UP\"");
        assertThat(response.text()).matches("(?s)HTTP/\\d\\.\\d " + status + " .*");
        assertThat(response.isProblem()).as(response.text()).isTrue();
    }
}
