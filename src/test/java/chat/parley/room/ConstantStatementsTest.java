package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.StatementCount;
import chat.parley.TestUser;
import chat.parley.attachment.TestImages;
import io.quarkus.test.junit.QuarkusTest;

/** The number of SQL statements for a list does not depend on its length. */
@QuarkusTest
class ConstantStatementsTest {

    private final String tag = TestUser.unique("many");
    private TestUser mira;
    private long garden;
    private int made;

    @Test
    void statementCountDoesNotDependOnTheNumberOfRoomsAndMembers() {
        mira = TestUser.create("mira");
        garden = mira.createRoom("public");
        try (var statements = StatementCount.start()) {
            growTo(5);
            var few = countStatements(statements);

            growTo(50);
            var many = countStatements(statements);

            assertThat(few)
                    .allSatisfy((path, asked) -> assertThat(asked).as(path).isNotEmpty());
            assertThat(many)
                    .allSatisfy((path, asked) -> assertThat(asked).as(path).hasSameSizeAs(few.get(path)));
        }
    }

    private void growTo(int number) {
        for (; made < number; made++) {
            room("mine", mira);
            mira.request().delete("/api/rooms/{id}", room("old", mira)).then().statusCode(204);
            var guest = TestUser.create("guest");
            guest.uploadAvatar(TestImages.png(2, 2));
            room("other", guest);
            guest.join(garden);
            guest.post(garden, "message " + made);
            mira.requestWith(Map.of(
                            "with",
                            List.of(guest.username(), TestUser.create("third").username())))
                    .put("/api/conversations")
                    .then()
                    .statusCode(201);
            mira.openDirect(guest);
            mira.requestWith(Map.of())
                    .post("/api/rooms/{id}/invitations", garden)
                    .then()
                    .statusCode(201);
        }
    }

    private long room(String name, TestUser owner) {
        return owner.requestWith(Map.of("name", tag + name + made))
                .post("/api/rooms")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    private Map<String, List<String>> countStatements(StatementCount statements) {
        return List.of(
                        "/api/rooms?limit=100&q=" + tag,
                        "/api/rooms?mine=true&limit=100",
                        "/api/rooms?archived=true&limit=100",
                        "/api/rooms/" + garden,
                        "/api/rooms/" + garden + "/members?limit=100",
                        "/api/rooms/" + garden + "/invitations",
                        "/api/users?limit=100",
                        "/rooms/" + garden)
                .stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        path -> statements.of(
                                () -> mira.request().get(path).then().statusCode(200))));
    }
}
