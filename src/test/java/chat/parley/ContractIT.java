package chat.parley;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/*
 * What holds everywhere: what was said to the running sources is said once more to what is shipped, which is the native executable where
 * -Dnative has made one. All in one place, as there is nothing to say about each.
 */

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class OpenApiIT extends OpenApiTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class ProblemIT extends ProblemTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class ProblemLanguageIT extends ProblemLanguageTest {}
