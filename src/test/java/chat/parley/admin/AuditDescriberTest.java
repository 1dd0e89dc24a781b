package chat.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.TestUser;
import chat.parley.audit.AuditAction;
import io.quarkus.test.junit.QuarkusTest;

/** Descriptions of audit log entries in the administrator's language. */
@QuarkusTest
class AuditDescriberTest {

    private static final Pattern CHOICE = Pattern.compile("<option value=\"([^\"]+)\"[^>]*>([^<]*)</option>");

    private TestUser admin;

    @BeforeEach
    void createAdministrator() {
        admin = TestUser.create("admin");
        AdminActions.grantAdmin(admin);
    }

    /** Chinese text has no Latin letters, so an untranslated part of an entry stands out. */
    @Test
    void everyActionHasADescription() {
        chooseLanguage("zh");

        var choices = CHOICE.matcher(admin.request().get("/admin/audit").asString())
                .results()
                .toList();

        assertThat(choices)
                .extracting(choice -> choice.group(1))
                .containsExactlyElementsOf(
                        Arrays.stream(AuditAction.values()).map(AuditAction::id).toList());
        assertThat(choices)
                .extracting(choice -> choice.group(2))
                .allMatch(Pattern.compile("\\p{IsHan}+").asMatchPredicate())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyTargetHasADescription() {
        var tom = TestUser.create("tom");
        var room = admin.createRoom("private");
        admin.invite(room, tom);
        admin.requestWith(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);
        var seq = tom.post(room, "soon gone");
        admin.delete(room, seq).then().statusCode(204);
        admin.requestWith(Map.of())
                .post("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(201);
        admin.request()
                .formParam("name", "room 5, room 7")
                .post("/settings/tokens")
                .then()
                .statusCode(201);
        admin.request().delete("/api/rooms/{id}", room).then().statusCode(204);
        chooseLanguage("de");

        assertThat(admin.request()
                        .get("/admin/audit?who={who}", admin.username())
                        .asString())
                .containsSubsequence(
                        ">Raum archiviert</td><td>Raum %d</td>".formatted(room),
                        ">Token erstellt</td><td><bdi>room 5, room 7</bdi></td>",
                        ">Raumlink erstellt</td><td>Einladung ",
                        ", Raum %d</td>".formatted(room),
                        ">Nachricht gelöscht</td><td>Nachricht %d von %s, Raum %d</td>"
                                .formatted(seq, tom.username(), room),
                        ">Rolle geändert</td><td>%s, Raum %d, Moderator</td>".formatted(tom.username(), room),
                        ">zum Raum hinzugefügt</td><td>%s, Raum %d</td>".formatted(tom.username(), room),
                        ">angemeldet</td><td>Unbekanntes Gerät</td>");
    }

    /** The parts of an Arabic list are isolated; otherwise the first would set the direction of all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | %s, room %d, owner
            de | %s, Raum %d, Inhaber
            es | %s, sala %d, propietario
            zh | %s，房间 %d，所有者
            ar | %s، \u2068الغرفة \u2068%d\u2069\u2069، \u2068مالك\u2069
            """)
    void targetsAreDescribedInTheLanguageOfTheAdministrator(String language, String subject) {
        var tom = TestUser.create("tom");
        var room = admin.createRoom("private");
        admin.requestWith(Map.of("role", "owner"))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);
        chooseLanguage(language);

        var described = subject.formatted(tom.username(), room);
        assertThat(admin.request()
                        .get("/admin/audit?who={who}", admin.username())
                        .asString())
                .contains("<td>" + described + "</td>");
        assertThat(admin.get("/api/admin/audit?who={who}", tom.username()).getString("items[0].subject"))
                .isEqualTo(described);
    }

    private void chooseLanguage(String language) {
        admin.requestWith(Map.of("language", language)).patch("/api/me").then().statusCode(200);
    }
}
