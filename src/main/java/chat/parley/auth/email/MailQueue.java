package chat.parley.auth.email;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.problem.ApiException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;

/**
 * Runs work that may send mail after the request that caused it. So no request waits for a mail server, and response
 * times do not reveal whether a mail was sent. One thread, in order. Queued mails are lost when the process ends; users
 * request them again.
 */
@ApplicationScoped
@Startup
class MailQueue {

    private static final int MAX_QUEUED_MAILS = 500;
    private static final int MAX_CONCURRENT_MAILS = 20;
    private static final Duration RETRY_AFTER_WHEN_FULL = Duration.ofSeconds(30);
    private static final Duration MIN_RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(10);
    private static final int MAX_RETRIES = 3;
    private static final Duration SEND_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_QUEUED_MAILS),
            work -> new Thread(work, "parley-mail"));
    private final Semaphore sendPermits = new Semaphore(MAX_CONCURRENT_MAILS);
    private final Counter sent;
    private final Counter failed;

    MailQueue(MeterRegistry metrics) {
        this.sent = Counter.builder("parley.mail.sent")
                .description("Number of mails that the mail server accepted.")
                .register(metrics);
        this.failed = Counter.builder("parley.mail.failed")
                .description("Number of mails that could not be sent after all retries.")
                .register(metrics);
        Gauge.builder("parley.mail.pending", executor, pool -> pool.getQueue().size())
                .description("Number of mails that wait to be created and sent.")
                .register(metrics);
    }

    /**
     * Queues work.
     *
     * @throws ApiException with 503 if the queue is full
     */
    void add(Runnable work) {
        try {
            executor.execute(() -> run(work));
        } catch (RejectedExecutionException full) {
            throw ApiException.unavailable(RETRY_AFTER_WHEN_FULL);
        }
    }

    /** Sends a mail; called by queued work. Retries a few times if the server fails. */
    void send(MailTemplateInstance mail) throws InterruptedException {
        if (!sendPermits.tryAcquire(SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            failed(new IllegalStateException("the mail queue is full"));
            return;
        }
        attempt(mail)
                .onFailure()
                .retry()
                .withBackOff(MIN_RETRY_DELAY, MAX_RETRY_DELAY)
                .atMost(MAX_RETRIES)
                .ifNoItem()
                .after(SEND_TIMEOUT)
                .fail()
                .onTermination()
                .invoke(() -> sendPermits.release())
                .subscribe()
                .with(taken -> sent.increment(), MailQueue.this::failed);
    }

    /**
     * Handles failures before sending, such as those of a template, like failures of sending, so that the place in
     * the queue is always released.
     */
    private static Uni<Void> attempt(MailTemplateInstance mail) {
        return Uni.createFrom().deferred(mail::send);
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error broken) {
            failed(broken);
        }
    }

    /** Logs no text of the mail server, because it may contain the address. */
    private void failed(Throwable cause) {
        failed.increment();
        Log.warnf("Sending a mail failed: %s", String.valueOf(cause).replaceAll("\\S+@\\S+", "(an address)"));
    }

    @PreDestroy
    void close() throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
