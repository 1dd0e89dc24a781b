package chat.parley.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.message.RenderingDao.Texts;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Updates the HTML of messages that an older version of the renderer created, in the background: 100 messages every two
 * seconds in each process, which takes a few percent of a processor. Processes share the work, because each locks the
 * rows that it updates. If everything is up to date, a run reads two empty indexes.
 */
@ApplicationScoped
class RenderingJob {

    private final RenderingService rendering;

    RenderingJob(RenderingService rendering) {
        this.rendering = rendering;
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    @Transactional
    void renderMessages() {
        rendering.renderBatch(Texts.MESSAGE);
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    @Transactional
    void renderEarlierTexts() {
        rendering.renderBatch(Texts.MESSAGE_REVISION);
    }
}
