package chat.parley.page;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import chat.parley.i18n.UserLocale;
import chat.parley.problem.ApiException;
import chat.parley.problem.FieldError;
import chat.parley.problem.Problem;
import chat.parley.problem.Problem.Violation;
import io.quarkus.qute.TemplateInstance;

/** Validates plain forms with the same rules and messages as JSON requests. */
@ApplicationScoped
public class Forms {

    private final Validator validator;
    private final UserLocale userLocale;

    Forms(Validator validator, UserLocale userLocale) {
        this.validator = validator;
        this.userLocale = userLocale;
    }

    /**
     * Validates a form, and runs an action if it is valid.
     *
     * @param form with validation annotations
     * @return the error of the validation or the action; empty after success
     */
    public Optional<ApiException> run(Object form, Runnable action) {
        var errors = validator.validate(form).stream()
                .map(violation ->
                        new FieldError(violation.getPropertyPath().toString(), words -> violation.getMessage()))
                .toList();
        return errors.isEmpty() ? run(action) : Optional.of(ApiException.badInput(errors));
    }

    /**
     * Runs an action.
     *
     * @return its error; empty after success
     */
    public Optional<ApiException> run(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (ApiException error) {
            return Optional.of(error);
        }
    }

    /** The message above the form; null if the error belongs to fields. */
    public String problem(ApiException error) {
        var problem = problemOf(error);
        return problem.violations().isEmpty() ? problem.detail() : null;
    }

    /** The messages at the fields. */
    public List<Violation> violations(ApiException error) {
        return problemOf(error).violations();
    }

    private Problem problemOf(ApiException error) {
        return error.problem(userLocale.language());
    }

    /** Responds with the form, with the status and {@code Retry-After} of the error. */
    public static Response showAgain(ApiException error, TemplateInstance form) {
        return Response.status(error.status())
                .header(HttpHeaders.RETRY_AFTER, error.retryAfterSeconds())
                .entity(form)
                .build();
    }

    /** Redirects to a path without a host, because the public host and scheme may be unknown behind a proxy. */
    public static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .build();
    }
}
