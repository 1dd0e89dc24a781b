package chat.parley;

import org.junit.jupiter.api.extension.ExtendWith;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same, said to the packaged service. */
@QuarkusIntegrationTest
@ExtendWith(AdminExtension.class)
class OpenApiIT extends OpenApiTest {}
