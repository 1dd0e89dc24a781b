package chat.parley.room;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import chat.parley.Founded;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/*
 * Rooms, and who is in them: what was said to the running sources is said once more to what is shipped, which is the native executable where
 * -Dnative has made one. All in one place, as there is nothing to say about each.
 */

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class ArchiveIT extends ArchiveTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class DirectRoomIT extends DirectRoomTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class InvisibleRoomIT extends InvisibleRoomTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class MemberIT extends MemberTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class MembershipIT extends MembershipTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class MentionedAtIT extends MentionedAtTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class NotifyIT extends NotifyTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class ReadMarkIT extends ReadMarkTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class RemovalIT extends RemovalTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class RoomAdministrationIT extends RoomAdministrationTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class RoomInvitationIT extends RoomInvitationTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class RoomListIT extends RoomListTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class RoomIT extends RoomTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class SeveralIT extends SeveralTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class ToldIT extends ToldTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class UnreadMarkIT extends UnreadMarkTest {}
