package chat.parley.problem;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An error response: an RFC 9457 problem object.
 *
 * @param type the kind of problem; with {@code about:blank} the {@code status} says it all
 * @param title the reason phrase of the status
 * @param status the HTTP status
 * @param detail the explanation for the user, in their language; never an internal cause
 * @param violations the invalid fields of a 400; otherwise empty
 */
@RegisterForReflection(targets = {Problem.class, Problem.Violation.class})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One field of the input and what is wrong with it. */
    public record Violation(String field, String message) {}

    /** A problem that its status explains; {@code violations} may be empty, never null. */
    static Problem of(int status, String title, String detail, List<Violation> violations) {
        return new Problem("about:blank", title, status, detail, violations);
    }
}
