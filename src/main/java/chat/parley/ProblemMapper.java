package chat.parley;

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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import chat.parley.Problem.Violation;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;

/** Makes every exception that leaves a resource a {@link Problem}; what is the service's own fault is logged, once, here. */
public class ProblemMapper {

    @ServerExceptionMapper
    public Response refusal(Refusal refusal) {
        return answer(refusal.problem()).header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds()).build();
    }

    @ServerExceptionMapper({ UnauthorizedException.class, AuthenticationFailedException.class })
    public Response notSignedIn(RuntimeException cause) {
        return refusal(Refusal.notSignedIn());
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException cause) {
        return answer(403, "That is not for this account to do.").build();
    }

    @ServerExceptionMapper
    public Response invalid(ResteasyReactiveViolationException invalid) {
        return invalid((ConstraintViolationException) invalid);
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException invalid) {
        return refusal(Refusal.badInput(invalid.getConstraintViolations().stream()
                .map(violation -> new Violation(field(violation), violation.getMessage())).toList()));
    }

    /** Jackson's own mismatch has a mapper in the platform that is more specific than the next one: this one replaces it. */
    @ServerExceptionMapper
    public Response mistyped(MismatchedInputException mistyped) {
        return unreadable(mistyped);
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException unreadable) {
        if (unreadable instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return refusal(Refusal.badInput(field(mapping), "is not of the right type"));
        }
        return answer(400, "The body is not the JSON that is expected here.").build();
    }

    /** The platform says "not found" also of a parameter in the query that has the wrong type. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException notFound, UriInfo asked) {
        var idsAreSound = asked.getPathParameters().getOrDefault("id", List.of()).stream().allMatch(id -> id.matches("\\d{1,18}"));
        return notFound.getCause() instanceof IllegalArgumentException && idsAreSound
                ? refusal(Refusal.badInput("query", "has a value of the wrong type"))
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
            return broken(http);
        }
        return answer(status, switch (status) {
            case 404 -> "There is nothing here.";
            case 405 -> "This cannot be done here: the path knows other methods.";
            case 406 -> "There is no answer of the media type that is asked for.";
            case 413 -> "The body is too large.";
            case 415 -> "The body is of a media type that is not taken here.";
            default -> "The request cannot be taken as it is.";
        }).build();
    }

    /** The platform tells a form that is not encoded as forms are by nothing but where it noticed. */
    @ServerExceptionMapper
    public Response misencoded(IllegalArgumentException cause) {
        var noticed = cause.getStackTrace();
        return noticed.length > 0 && noticed[0].getClassName().equals(URLUtils.class.getName())
                ? answer(400, "The form is not encoded as forms are.").build()
                : broken(cause);
    }

    @ServerExceptionMapper
    public Response broken(Throwable cause) {
        if (Outage.causes(cause)) {
            return unavailable(cause);
        }
        Log.error("A request failed", cause);
        return answer(500, "Something is wrong on our side. It has been noted.").build();
    }

    private Response unavailable(Throwable cause) {
        Log.warnf("The database could not do it: %s", cause);
        return refusal(Refusal.unavailable(Outage.RETRY_AFTER));
    }

    private static String field(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .reduce((first, last) -> last).map(Path.Node::getName).orElse("body");
    }

    private static String field(JsonMappingException mapping) {
        var path = mapping.getPath();
        var last = path.get(path.size() - 1);
        return last.getFieldName() == null ? "body" : last.getFieldName();
    }

    private static Response.ResponseBuilder answer(int status, String detail) {
        return answer(Problem.of(status, detail, List.of()));
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
