package chat.parley.room.invitation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import chat.parley.AdminExtension;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs the tests against the packaged service. */
@QuarkusIntegrationTest
@ExtendWith(AdminExtension.class)
@Tag("whole-contract")
class RoomInvitationIT extends RoomInvitationTest {}
