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
class Forms {

    private final Validator validator;
    private final UserLocale userLocale;

    Forms(Validator validator, UserLocale userLocale) {
        this.validator = validator;
        this.userLocale = userLocale;
    }

    /**
     * Does something with what was sent, if it is as it should be.
     *
     * @return why it was not done; empty when it was
     */
    Optional<ApiException> refused(Object sent, Runnable act) {
        var faults = validator.validate(sent).stream()
                .map(violation ->
                        new FieldError(violation.getPropertyPath().toString(), words -> violation.getMessage()))
                .toList();
        return faults.isEmpty() ? refused(act) : Optional.of(ApiException.badInput(faults));
    }

    /** The same where what was sent is looked at as it comes. */
    Optional<ApiException> refused(Runnable act) {
        try {
            act.run();
            return Optional.empty();
        } catch (ApiException refusal) {
            return Optional.of(refusal);
        }
    }

    /** What stands above the form: what is wrong with a field is said at the field. */
    String problem(ApiException refusal) {
        var problem = said(refusal);
        return problem.violations().isEmpty() ? problem.detail() : null;
    }

    /** What stands at the fields. */
    List<Violation> violations(ApiException refusal) {
        return said(refusal).violations();
    }

    private Problem said(ApiException refusal) {
        return refusal.problem(userLocale.language());
    }

    /** The form once more, with the status and the wait that a program would be told. */
    static Response again(ApiException refusal, TemplateInstance form) {
        return Response.status(refusal.status())
                .header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds())
                .entity(form)
                .build();
    }

    /** The path alone: which host and scheme a proxy shows to the world is not known here. */
    static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .build();
    }
}
