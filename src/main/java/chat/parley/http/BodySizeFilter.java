package chat.parley.http;

import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Rejects bodies that are too large with a problem; the platform responds without one. It rejects a declared length
 * without reading the body; {@code RequestBodyReader} counts bodies without one.
 */
@ApplicationScoped
class BodySizeFilter {

    /** Runs before bodies are read, at -3, and before the platform checks their length, at -2. */
    private static final int BEFORE_THE_PLATFORM = -4;

    private static final int AFTER_THE_PLATFORM = -1;

    /** Uploads may be larger than other bodies. Their resources stream and count them after authentication. */
    private static final Pattern UPLOAD =
            Pattern.compile("POST /api/rooms/\\d+/attachments|PUT /api/me/picture|POST /settings/picture");

    /** Marks an upload without a declared length. */
    private static final String ENDLESS = "parley.upload.endless";

    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final long most;
    private final long mostOfUpload;

    BodySizeFilter(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most, UploadSize upload) {
        this.most = most.asLongValue();
        this.mostOfUpload = upload.maxBodyBytes();
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_THE_PLATFORM).handler(this::check);
        router.route().order(AFTER_THE_PLATFORM).handler(BodySizeFilter::lift);
    }

    private void check(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (BODILESS.contains(context.request().method())) {
            context.next();
        } else if (isUpload(context)) {
            checkUpload(context, length);
        } else if (length == null || isAtMost(most, length)) {
            context.next();
        } else {
            refuse(context);
        }
    }

    /**
     * The platform has a single limit, which it checks against the declared length. For bodies without one, its limit
     * can be changed per request.
     */
    private void checkUpload(RoutingContext context, String length) {
        if (length == null || isAtMost(mostOfUpload, length)) {
            context.put(ENDLESS, length == null);
            context.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
            context.next();
        } else {
            refuse(context);
        }
    }

    /**
     * The code that reads an upload counts its bytes, and its error says more than that of the platform. The rest of
     * the body is not awaited.
     */
    private static void lift(RoutingContext context) {
        if (isUpload(context)) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, Long.MAX_VALUE);
            if (context.<Boolean>get(ENDLESS)) {
                context.addHeadersEndHandler(done -> closeUnlessEnded(context.request()));
            }
        }
        context.next();
    }

    private static void closeUnlessEnded(HttpServerRequest request) {
        if (!request.isEnded() && request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** Whether a request uploads a file, whose body is streamed and may be larger than others. */
    static boolean isUpload(RoutingContext context) {
        return UPLOAD.matcher(context.request().method() + " " + context.normalizedPath())
                .matches();
    }

    private static boolean isAtMost(long most, String length) {
        return length.matches("\\d{1,18}") && Long.parseLong(length) <= most;
    }

    private static void refuse(RoutingContext context) {
        // The body is not read, so the connection cannot be used for another request.
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ApiException.tooLarge(ProblemMessages::bodyTooLarge).end(context.request());
    }
}
