package chat.parley.problem;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.common.util.URLUtils;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import chat.parley.database.DatabaseErrors;
import chat.parley.i18n.UserLocale;
import chat.parley.telemetry.RequestId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/**
 * Maps every exception that leaves a resource to a {@link Problem} in the user's language. Logs server errors, once.
 */
class ProblemMapper {

    private final UserLocale userLocale;
    private final CurrentVertxRequest current;

    ProblemMapper(UserLocale userLocale, CurrentVertxRequest current) {
        this.userLocale = userLocale;
        this.current = current;
    }

    @ServerExceptionMapper
    public Response apiException(ApiException exception) {
        return Response.status(exception.status())
                .type(Problem.MEDIA_TYPE)
                .entity(exception.problem(userLocale.language()))
                .header(HttpHeaders.RETRY_AFTER, exception.retryAfterSeconds())
                .build();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response notSignedIn(RuntimeException cause) {
        return apiException(ApiException.notSignedIn());
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException cause) {
        return apiException(ApiException.forbidden(ProblemMessages::notForThisAccount));
    }

    @ServerExceptionMapper
    public Response invalid(ResteasyReactiveViolationException invalid) {
        return invalid((ConstraintViolationException) invalid);
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException invalid) {
        return apiException(ApiException.badInput(invalid.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), words -> violation.getMessage()))
                .toList()));
    }

    /** Jackson's own mismatch has a mapper in the platform that is more specific than the next one: this one replaces it. */
    @ServerExceptionMapper
    public Response mistyped(MismatchedInputException mistyped) {
        return unreadable(mistyped);
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException unreadable) {
        if (unreadable instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return apiException(ApiException.badInput(field(mapping), ProblemMessages::wrongType));
        }
        return apiException(ApiException.of(400, ProblemMessages::invalidJson));
    }

    /** The platform says "not found" also of a parameter in the query that has the wrong type. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException notFound, UriInfo asked) {
        var idsAreSound = asked.getPathParameters().getOrDefault("id", List.of()).stream()
                .allMatch(id -> id.matches("\\d{1,18}"));
        return notFound.getCause() instanceof IllegalArgumentException && idsAreSound
                ? apiException(ApiException.badInput("query", ProblemMessages::parameterOfWrongType))
                : http(notFound);
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException http) {
        if (http.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        var status = http.getResponse().getStatus();
        if (status < 400) {
            return http.getResponse();
        }
        if (status >= 500) {
            return unexpected(http);
        }
        return apiException(ApiException.of(
                status,
                switch (status) {
                    case 404 -> ProblemMessages::pathNotFound;
                    case 405 -> ProblemMessages::methodNotAllowed;
                    case 406 -> ProblemMessages::mediaTypeNotAvailable;
                    case 413 -> ProblemMessages::bodyTooLarge;
                    case 415 -> ProblemMessages::unsupportedMediaType;
                    default -> ProblemMessages::invalidRequest;
                }));
    }

    /** The platform reports a form with a wrong encoding only by the origin of the exception. */
    @ServerExceptionMapper
    public Response illegalArgument(IllegalArgumentException cause) {
        var noticed = cause.getStackTrace();
        return noticed.length > 0 && noticed[0].getClassName().equals(URLUtils.class.getName())
                ? apiException(ApiException.of(400, ProblemMessages::invalidForm))
                : unexpected(cause);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable cause) {
        if (DatabaseErrors.isTemporary(cause)) {
            return unavailable(cause);
        }
        if (isClientDisconnect(cause)) {
            RequestId.during(current.getCurrent(), () -> Log.debugf("The client aborted a request: %s", cause));
            return apiException(ApiException.malformed());
        }
        RequestId.during(current.getCurrent(), () -> Log.error("A request failed", cause));
        return apiException(ApiException.of(500, ProblemMessages::serverError));
    }

    /** The client disconnected while its body was being read: nobody receives the response, and nothing is wrong here. */
    private boolean isClientDisconnect(Throwable cause) {
        return cause instanceof IOException
                && current.getCurrent() != null
                && current.getCurrent().response().closed();
    }

    private Response unavailable(Throwable cause) {
        if (!DatabaseErrors.isAlreadyLogged(cause)) {
            RequestId.during(current.getCurrent(), () -> Log.warnf("The database did not answer a request: %s", cause));
        }
        return apiException(ApiException.unavailable(DatabaseErrors.RETRY_AFTER));
    }

    private static String field(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .reduce((first, last) -> last)
                .map(Path.Node::getName)
                .orElse("body");
    }

    private static String field(JsonMappingException mapping) {
        var path = mapping.getPath();
        var last = path.get(path.size() - 1);
        return last.getFieldName() == null ? "body" : last.getFieldName();
    }
}
