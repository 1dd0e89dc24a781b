package chat.parley.account;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import chat.parley.Founded;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/*
 * Accounts, signing in and sessions: what was said to the running sources is said once more to what is shipped, which is the native executable where
 * -Dnative has made one. All in one place, as there is nothing to say about each.
 */

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class AccessTokenIT extends AccessTokenTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class ForgeryIT extends ForgeryTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class MeIT extends MeTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class OnwardIT extends OnwardTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class OwnSessionsIT extends OwnSessionsTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class PeopleIT extends PeopleTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class SameAccountIT extends SameAccountTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class SignInIT extends SignInTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class SignOutIT extends SignOutTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class SignUpIT extends SignUpTest {}
