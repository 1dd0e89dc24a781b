package chat.parley.room;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import chat.parley.Founded;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same, said to the packaged service. */
@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class InvisibleRoomIT extends InvisibleRoomTest {}
