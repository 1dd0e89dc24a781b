package chat.parley;

import java.time.Duration;
import java.util.List;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;

/**
 * A request that the service answers with a problem instead of what was asked. Thrown from anywhere on the way of a
 * request; {@link ProblemMapper} makes the response, in the language of whoever reads it. It is an answer, not a fault: it
 * carries no stack trace and is not logged; where it is after all, its message is the status.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Said detail;
    private final transient List<Fault> faults;
    private final transient Duration retryAfter;

    private Refusal(int status, Said detail, List<Fault> faults, Duration retryAfter) {
        super(HttpResponseStatus.valueOf(status).toString(), null, false, false);
        this.status = status;
        this.detail = detail;
        this.faults = faults;
        this.retryAfter = retryAfter;
    }

    static Refusal of(int status, Said detail) {
        return new Refusal(status, detail, List.of(), null);
    }

    public static Refusal badInput(String field, Said message) {
        return badInput(List.of(new Fault(field, message)));
    }

    public static Refusal badInput(List<Fault> faults) {
        return new Refusal(400, ProblemWords::fieldsNotTaken, faults, null);
    }

    public static Refusal notSignedIn() {
        return of(401, ProblemWords::signInFirst);
    }

    public static Refusal forbidden(Said detail) {
        return of(403, detail);
    }

    /** What does not exist, or what the viewer may not see: both look the same from outside. */
    public static Refusal notFound(Said detail) {
        return of(404, detail);
    }

    public static Refusal notAcceptable(Said detail) {
        return of(406, detail);
    }

    public static Refusal tooSlow() {
        return of(408, ProblemWords::tooSlow);
    }

    public static Refusal conflict(Said detail) {
        return of(409, detail);
    }

    /** What was there, and is used up or over. */
    public static Refusal gone(Said detail) {
        return of(410, detail);
    }

    /** What the request says that it takes for granted is not so. */
    public static Refusal preconditionFailed(Said detail) {
        return of(412, detail);
    }

    public static Refusal tooLarge(Said detail) {
        return of(413, detail);
    }

    /** The request breaks the rules of HTTP. */
    public static Refusal malformed() {
        return of(400, ProblemWords::notHttp);
    }

    public static Refusal addressTooLong() {
        return of(414, ProblemWords::addressTooLong);
    }

    public static Refusal headersTooLarge() {
        return of(431, ProblemWords::headersTooLarge);
    }

    /** Where the body ends cannot be known. */
    public static Refusal unknownTransferCoding() {
        return of(501, ProblemWords::unknownTransferCoding);
    }

    /** What is asked for lies behind the end of what there is. */
    public static Refusal beyond(Said detail) {
        return of(416, detail);
    }

    public static Refusal tooMany(Duration retryAfter) {
        return new Refusal(429, ProblemWords::tooMany, List.of(), retryAfter);
    }

    /** What cannot be done at the moment, through no fault of the request. */
    public static Refusal unavailable(Duration retryAfter) {
        return new Refusal(503, ProblemWords::notRightNow, List.of(), retryAfter);
    }

    /** What another process, or the next one, can do in a moment. */
    public static Refusal restarting() {
        return new Refusal(503, ProblemWords::restarting, List.of(), Outage.RETRY_AFTER);
    }

    public int status() {
        return status;
    }

    /** Only while the service runs, which has the words. */
    public Problem problem(Language language) {
        var words = MessageBundles.get(ProblemWords.class, Localized.Literal.of(language.tag()));
        return Problem.of(
                status,
                Title.of(status).in(words),
                detail.in(words),
                faults.stream().map(fault -> fault.in(words)).toList());
    }

    /** How long to wait before the next try, or null where waiting does not help. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** As {@code Retry-After} has it: in seconds, at least one; null where waiting does not help. */
    public Long retryAfterSeconds() {
        return retryAfter == null ? null : Long.valueOf(Math.max(1, (retryAfter.toMillis() + 999) / 1000));
    }

    /** Answers a request with this problem where no resource is asked: in the language that the browser asks for. */
    public void end(HttpServerRequest request) {
        var response = request.response();
        if (retryAfter != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds()));
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Json.encode(problem(Language.asked(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))));
    }
}
