package chat.parley.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.ClosedSignUpProfile;
import chat.parley.Json;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(ClosedSignUpProfile.class)
class DemoDataTest {

    @Inject
    DemoData demo;

    @BeforeEach
    void chooseFreeUsername() {
        ClosedSignUpProfile.removeAccounts();
    }

    @Test
    void emptyDatabaseIsFilledOnce() {
        assertThat(demo.seed()).isTrue();
        assertThat(demo.seed()).isFalse();

        var mira = TestUser.postLogin("mira", DemoData.PASSWORD);
        assertThat(mira.header("Location")).isEqualTo("/");
        var rooms = given().cookie("parley", mira.cookie("parley"))
                .get("/api/rooms?mine=true")
                .then()
                .statusCode(200)
                .extract()
                .as(Json.class);
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
