package chat.parley.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.FirstAccount;
import chat.parley.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** On a database of its own, which is empty. */
@QuarkusTest
@TestProfile(DemoDataTest.OnItsOwn.class)
class DemoDataTest {

    public static class OnItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(FirstAccount.FOUNDED, "false");
        }
    }

    @Inject
    DemoData demo;

    @Test
    void anEmptyDatabaseIsFilledOnceAndNeverAgain() {
        assertThat(demo.seed()).isTrue();
        assertThat(demo.seed()).isFalse();

        var mira = Person.signIn("mira", DemoData.PASSWORD);
        assertThat(mira.header("Location")).isEqualTo("/");
        var rooms = given().cookie("parley", mira.cookie("parley"))
                .get("/api/rooms?mine=true")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(rooms.getList("items.name")).contains("Lobby", "Garden", "Planning", "Tom");
        assertThat(rooms.getList("items.seq", Long.class).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("some hundred messages")
                .isGreaterThan(100);
        given().cookie("parley", mira.cookie("parley"))
                .get("/api/admin/accounts")
                .then()
                .statusCode(200);
    }
}
