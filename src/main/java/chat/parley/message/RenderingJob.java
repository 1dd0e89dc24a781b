package chat.parley.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.message.RenderingDao.Texts;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Renders what an older version of the renderer made, in the background: a batch of 100 messages every two seconds in each
 * process, which takes some hundredths of a processor. Every process takes part, as each claims rows that no other holds.
 * Where nothing is out of date it asks two empty indexes.
 */
@ApplicationScoped
public class RenderingJob {

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
        rendering.renderBatch(Texts.EARLIER_TEXT);
    }
}
