package chat.parley.message;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import chat.parley.Founded;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/*
 * Messages and files: what was said to the running sources is said once more to what is shipped, which is the native executable where
 * -Dnative has made one. All in one place, as there is nothing to say about each.
 */

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class CatchUpIT extends CatchUpTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class DeleteIT extends DeleteTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class DownloadIT extends DownloadTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class EditIT extends EditTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class HistoryIT extends HistoryTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class MentionIT extends MentionTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
@Tag("whole-contract")
class PinIT extends PinTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class PostIT extends PostTest {}

@QuarkusIntegrationTest
@ExtendWith(Founded.class)
class ReactionIT extends ReactionTest {}
