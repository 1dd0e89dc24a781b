package chat.parley.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;

import chat.parley.markdown.Markdown;
import chat.parley.message.RenderingDao.Outdated;
import chat.parley.message.RenderingDao.Rerendered;
import chat.parley.message.RenderingDao.Texts;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.context.api.ManagedExecutorConfig;

/**
 * Renders stored messages again if their HTML is from an older version of the renderer. This changes neither the
 * version of the room nor the mentions. Thread-safe.
 */
@ApplicationScoped
class RenderingService {

    /** Texts of one batch. */
    private static final int MAX_BATCH_TEXTS = 100;

    /** A batch locks its messages, so this bounds how long a request that changes one of them waits. */
    private static final long MAX_BATCH_NANOS = 200_000_000;

    private final RenderingDao dao;
    private final Markdown markdown;
    private final Mentions mentions;
    private final ManagedExecutor worker;
    /**
     * One thread at a time stores HTML. HTML that is not stored is rendered again by the next reader or by the job.
     */
    private final Semaphore storing = new Semaphore(1);

    /** @param worker does not propagate contexts, because the transaction of the reader may still be open */
    RenderingService(
            RenderingDao dao,
            Markdown markdown,
            Mentions mentions,
            @ManagedExecutorConfig(
                            propagated = {},
                            cleared = ThreadContext.ALL_REMAINING)
                    ManagedExecutor worker) {
        this.dao = dao;
        this.markdown = markdown;
        this.mentions = mentions;
        this.worker = worker;
    }

    Rerendered rerender(Message message) {
        return new Rerendered(
                message.id().room(),
                message.id().seq(),
                message.version(),
                markdown.renderAgain(message.body(), message.mentions()));
    }

    /** Renders an earlier text. Its mentions are not stored, so the names are looked up now. */
    String rerenderEarlier(String body) {
        return markdown.render(body, mentions::existingUsernames).html();
    }

    /** Stores HTML on another thread. The caller does not wait, and a failure does not affect it. */
    void storeLater(List<Rerendered> rendered) {
        if (rendered.isEmpty() || !storing.tryAcquire()) {
            return;
        }
        try {
            worker.execute(() -> store(rendered));
        } catch (RejectedExecutionException stopping) {
            storing.release();
        }
    }

    private void store(List<Rerendered> rendered) {
        try {
            // Not @Transactional: this also catches an error of the commit.
            QuarkusTransaction.requiringNew().run(() -> dao.store(Texts.MESSAGE, rendered));
        } catch (RuntimeException failed) {
            Log.debugf("Storing the rendered HTML of %d messages failed: %s", rendered.size(), failed);
        } finally {
            storing.release();
        }
    }

    /** Renders and stores one batch of outdated texts, within the transaction of the caller. */
    void renderBatch(Texts texts) {
        var startNanos = System.nanoTime();
        var rendered = new ArrayList<Rerendered>();
        for (var text : dao.claim(texts, MAX_BATCH_TEXTS)) {
            rendered.add(rerender(texts, text));
            if (System.nanoTime() - startNanos > MAX_BATCH_NANOS) {
                break;
            }
        }
        dao.store(texts, rendered);
    }

    private Rerendered rerender(Texts texts, Outdated text) {
        var html = texts == Texts.MESSAGE
                ? markdown.renderAgain(text.body(), text.mentions())
                : rerenderEarlier(text.body());
        return new Rerendered(text.room(), text.seq(), text.version(), html);
    }
}
