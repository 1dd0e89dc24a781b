package chat.parley.problem;

import java.time.Duration;
import java.util.List;

import chat.parley.database.DatabaseErrors;
import chat.parley.i18n.Language;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;

/**
 * A request that is answered with a problem. Can be thrown anywhere while a request is handled; {@link ProblemMapper}
 * creates the response in the language of the user. It is an answer, not a fault: it has no stack trace and is not
 * logged. If it is logged all the same, its message is the status.
 */
public class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient LocalizedText detail;
    private final transient List<FieldError> faults;
    private final transient Duration retryAfter;

    private ApiException(int status, LocalizedText detail, List<FieldError> faults, Duration retryAfter) {
        super(HttpResponseStatus.valueOf(status).toString(), null, false, false);
        this.status = status;
        this.detail = detail;
        this.faults = faults;
        this.retryAfter = retryAfter;
    }

    static ApiException of(int status, LocalizedText detail) {
        return new ApiException(status, detail, List.of(), null);
    }

    public static ApiException badInput(String field, LocalizedText message) {
        return badInput(List.of(new FieldError(field, message)));
    }

    public static ApiException badInput(List<FieldError> faults) {
        return new ApiException(400, ProblemMessages::invalidFields, faults, null);
    }

    public static ApiException notSignedIn() {
        return of(401, ProblemMessages::signInFirst);
    }

    public static ApiException forbidden(LocalizedText detail) {
        return of(403, detail);
    }

    /** What does not exist, or what the viewer may not see: both look the same from outside. */
    public static ApiException notFound(LocalizedText detail) {
        return of(404, detail);
    }

    public static ApiException notAcceptable(LocalizedText detail) {
        return of(406, detail);
    }

    public static ApiException tooSlow() {
        return of(408, ProblemMessages::tooSlow);
    }

    public static ApiException conflict(LocalizedText detail) {
        return of(409, detail);
    }

    /** What was there, and is used up or over. */
    public static ApiException gone(LocalizedText detail) {
        return of(410, detail);
    }

    /** What the request says that it takes for granted is not so. */
    public static ApiException preconditionFailed(LocalizedText detail) {
        return of(412, detail);
    }

    public static ApiException tooLarge(LocalizedText detail) {
        return of(413, detail);
    }

    /** The request breaks the rules of HTTP. */
    public static ApiException malformed() {
        return of(400, ProblemMessages::notHttp);
    }

    public static ApiException addressTooLong() {
        return of(414, ProblemMessages::addressTooLong);
    }

    public static ApiException headersTooLarge() {
        return of(431, ProblemMessages::headersTooLarge);
    }

    /** Where the body ends cannot be known. */
    public static ApiException unknownTransferCoding() {
        return of(501, ProblemMessages::unknownTransferCoding);
    }

    /** What is asked for lies behind the end of what there is. */
    public static ApiException beyond(LocalizedText detail) {
        return of(416, detail);
    }

    public static ApiException tooMany(Duration retryAfter) {
        return new ApiException(429, ProblemMessages::tooMany, List.of(), retryAfter);
    }

    /** What cannot be done at the moment, through no fault of the request. */
    public static ApiException unavailable(Duration retryAfter) {
        return new ApiException(503, ProblemMessages::temporarilyUnavailable, List.of(), retryAfter);
    }

    /** What another process, or the next one, can do in a moment. */
    public static ApiException restarting() {
        return new ApiException(503, ProblemMessages::restarting, List.of(), DatabaseErrors.RETRY_AFTER);
    }

    public int status() {
        return status;
    }

    /** Only while the service runs, which has the words. */
    public Problem problem(Language language) {
        var words = MessageBundles.get(ProblemMessages.class, Localized.Literal.of(language.tag()));
        return Problem.of(
                status,
                ProblemTitle.of(status).in(words),
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
                .end(Json.encode(problem(Language.fromAcceptLanguage(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))));
    }
}
