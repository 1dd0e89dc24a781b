package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.problem.ApiException;
import chat.parley.room.RoomPermission.Actor;

/** Permissions by role: the documentation matches the code. */
class RoomPermissionTest {

    private static final Path PAGE = Path.of("src/docs/security.md");

    @Test
    void documentedTableEqualsTheRules() throws IOException {
        var rows = Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith("| right |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(RoomPermission.values())
                        .map(RoomPermissionTest::tableRow)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, true, true, true",
        "MODERATOR, true, true, true",
        "MEMBER, false, false, false",
        ", false, false, false"
    })
    void namedRoomGrantsPermissionsByRole(Role role, boolean deletes, boolean pins, boolean mentionsAll) {
        var permissions = new RoomPermissions(Room.named("Garden", "", RoomKind.PUBLIC), role);

        assertThat(isAllowed(() -> permissions.requireDeleteMessages(false))).isEqualTo(deletes);
        assertThat(isAllowed(permissions::requirePin)).isEqualTo(pins);
        assertThat(permissions.mayMentionAll()).isEqualTo(mentionsAll);
    }

    @ParameterizedTest
    @CsvSource({"PRIVATE", "DIRECT"})
    void membersOfAConversationPinAndMentionEveryoneButDeleteOnlyOwnMessages(RoomKind kind) {
        var permissions = new RoomPermissions(Room.named("", "", kind), Role.MEMBER);

        assertThat(isAllowed(permissions::requirePin)).isTrue();
        assertThat(permissions.mayMentionAll()).isTrue();
        assertThat(isAllowed(() -> permissions.requireDeleteMessages(false))).isFalse();
        assertThat(isAllowed(() -> permissions.requireDeleteMessages(true)))
                .as("an administrator who is in it")
                .isTrue();
    }

    @Test
    void onlyGroupConversationsAllowInviting() {
        assertThat(isAllowed(new RoomPermissions(Room.named("", "", RoomKind.PRIVATE), Role.MEMBER)::requireInvite))
                .isTrue();
        isConflict(new RoomPermissions(Room.named("", "", RoomKind.DIRECT), Role.MEMBER)::requireInvite);
    }

    @Test
    void forbiddenActionInAConversationIsAConflictForAdministrators() {
        isConflict(() -> new RoomPermissions(Room.named("", "", RoomKind.PRIVATE), Role.MEMBER).requireArchive(true));
    }

    private static void isConflict(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(409));
    }

    private static boolean isAllowed(Runnable action) {
        try {
            action.run();
            return true;
        } catch (ApiException refused) {
            assertThat(refused.status()).isEqualTo(403);
            return false;
        }
    }

    private static String tableRow(RoomPermission right) {
        var rooms = right.in(RoomKind.PUBLIC, false);
        assertThat(right.in(RoomKind.PRIVATE, false)).isEqualTo(rooms);
        return "| %s | %s | %s | %s |"
                .formatted(
                        right.description(),
                        names(rooms),
                        names(right.in(RoomKind.PRIVATE, true)),
                        names(right.in(RoomKind.DIRECT, true)));
    }

    private static String names(Set<Actor> those) {
        return those.isEmpty()
                ? "nobody"
                : those.stream().map(who -> who.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }
}
