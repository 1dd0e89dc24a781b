package chat.parley.live;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import chat.parley.Founded;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/*
 * The socket: what was said to the running sources is said once more to what is shipped, which is the native executable where
 * -Dnative has made one. All in one place, as there is nothing to say about each.
 */

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class SocketIT extends SocketTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class MembershipWatchIT extends MembershipWatchTest {}
