package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** After sign-in the browser goes to the chat, or back to the link that required the sign-in, and never to another site. */
@QuarkusTest
class LoginRedirectTest {

    private static final String LINK = "/join/" + "a_-Z9".repeat(8) + "xyz";

    private TestUser mira;

    @BeforeEach
    void createUser() {
        mira = TestUser.create("mira");
    }

    @Test
    void signInReturnsToTheRequestedPage() {
        signIn(LINK, TestUser.PASSWORD).then().statusCode(303).header("Location", equalTo(LINK));
        signIn(LINK, "not the password")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?error&next=" + LINK));

        given().redirects()
                .follow(false)
                .formParam("username", TestUser.unique("tom"))
                .formParam("password", TestUser.PASSWORD)
                .formParam("next", LINK)
                .post("/signup")
                .then()
                .statusCode(303)
                .header("Location", equalTo(LINK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//evil.example",
                "https://evil.example/join/x",
                "/join/short",
                "/settings",
                "/join/../admin"
            })
    void otherTargetsLeadToTheChat(String next) {
        signIn(next, TestUser.PASSWORD).then().statusCode(303).header("Location", equalTo("/"));
        signIn(next, "not the password").then().statusCode(303).header("Location", equalTo("/login?error"));
        assertThat(given().queryParams(Map.of("next", next))
                        .get("/login")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .doesNotContain("name=\"next\"");
    }

    private Response signIn(String next, String password) {
        return given().redirects()
                .follow(false)
                .formParam("username", mira.username())
                .formParam("password", password)
                .formParam("next", next)
                .post("/login");
    }
}
