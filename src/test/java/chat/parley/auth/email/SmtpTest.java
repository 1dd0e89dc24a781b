package chat.parley.auth.email;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import org.junit.jupiter.api.Test;

import chat.parley.SharedTestProfile;
import chat.parley.TestUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;

/** Mail as SMTP transmits it. */
@QuarkusTest
@TestProfile(SharedTestProfile.class)
class SmtpTest {

    GreenMail server;

    @Test
    void linkDeliveredBySmtpSetsAPassword() throws Exception {
        var mira = TestUser.create("mira");
        var address = mira.username() + "@example.org";
        mira.requestWith(Map.of("email", address, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);
        await().until(() -> SmtpServer.mailTo(address, server).size() == 1);

        given().contentType(ContentType.JSON)
                .body(Map.of("email", address))
                .post("/api/password-resets")
                .then()
                .statusCode(202);

        await().until(() -> SmtpServer.mailTo(address, server).size() == 2);
        var mail = SmtpServer.mailTo(address, server).get(1);
        assertThat(mail.getSubject()).isEqualTo(ReceivedMail.RESET);
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("parley@localhost");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(address);
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(GreenMailUtil.getBody(mail)).contains("text/plain", "text/html");
        given().contentType(ContentType.JSON)
                .body(Map.of("password", "wrong donkey engine"))
                .put("/api/password-resets/{token}", ReceivedMail.token(decoded(GreenMailUtil.getBody(mail))))
                .then()
                .statusCode(204);
    }

    /** Decodes quoted-printable: a soft line break is "=" at the end of the line, and "=3D" is "=". */
    private static String decoded(String body) {
        return body.replace("=\r\n", "").replace("=3D", "=");
    }
}
