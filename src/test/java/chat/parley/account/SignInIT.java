package chat.parley.account;

import org.junit.jupiter.api.extension.ExtendWith;

import chat.parley.Founded;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same, said to the packaged service. */
@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class SignInIT extends SignInTest {}
