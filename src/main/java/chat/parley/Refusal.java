package chat.parley;

import java.time.Duration;
import java.util.List;

import chat.parley.Problem.Violation;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;

/**
 * A request that the service answers with a problem instead of what was asked. Thrown from anywhere on the way of a
 * request; {@link ProblemMapper} makes the response. It is an answer, not a fault: it carries no stack trace and is not
 * logged.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Duration retryAfter;

    private Refusal(int status, String detail, List<Violation> violations, Duration retryAfter) {
        super(detail, null, false, false);
        this.problem = Problem.of(status, detail, violations);
        this.retryAfter = retryAfter;
    }

    public static Refusal badInput(String field, String message) {
        return badInput(List.of(new Violation(field, message)));
    }

    public static Refusal badInput(List<Violation> violations) {
        return new Refusal(400, "The request has fields that cannot be taken as they are.", violations, null);
    }

    public static Refusal notSignedIn() {
        return new Refusal(401, "Sign in first.", List.of(), null);
    }

    public static Refusal forbidden(String detail) {
        return new Refusal(403, detail, List.of(), null);
    }

    /** What does not exist, or what the viewer may not see: both look the same from outside. */
    public static Refusal notFound(String detail) {
        return new Refusal(404, detail, List.of(), null);
    }

    public static Refusal notAcceptable(String detail) {
        return new Refusal(406, detail, List.of(), null);
    }

    public static Refusal conflict(String detail) {
        return new Refusal(409, detail, List.of(), null);
    }

    public static Refusal tooSlow() {
        return new Refusal(408, "The request came too slowly to be waited for.", List.of(), null);
    }

    public static Refusal tooLarge(String detail) {
        return new Refusal(413, detail, List.of(), null);
    }

    /** What was there, and is used up or over. */
    public static Refusal gone(String detail) {
        return new Refusal(410, detail, List.of(), null);
    }

    /** What the request says that it takes for granted is not so. */
    public static Refusal preconditionFailed(String detail) {
        return new Refusal(412, detail, List.of(), null);
    }

    public static Refusal tooMany(Duration retryAfter) {
        return new Refusal(429, "Too many requests of this kind: wait a little, then try again.", List.of(), retryAfter);
    }

    /** What cannot be done at the moment, through no fault of the request. */
    public static Refusal unavailable(Duration retryAfter) {
        return new Refusal(503, "The service cannot do this right now: try again in a moment.", List.of(), retryAfter);
    }

    /** What another process, or the next one, can do in a moment. */
    public static Refusal restarting() {
        return new Refusal(503, "The service restarts: try again in a moment.", List.of(), Outage.RETRY_AFTER);
    }

    public Problem problem() {
        return problem;
    }

    /** How long to wait before the next try, or null where waiting does not help. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** As {@code Retry-After} has it: in seconds, at least one; null where waiting does not help. */
    public Long retryAfterSeconds() {
        return retryAfter == null ? null : Long.valueOf(Math.max(1, (retryAfter.toMillis() + 999) / 1000));
    }

    /** Ends a response with this problem, for what is refused before any resource is asked. */
    public void end(HttpServerResponse response) {
        if (retryAfter != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds()));
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Json.encode(problem));
    }
}
