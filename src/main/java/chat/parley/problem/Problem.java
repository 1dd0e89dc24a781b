package chat.parley.problem;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Every error as a client sees it: an RFC 9457 problem object.
 *
 * @param type what kind of problem; {@code about:blank} says that {@code status} tells it all
 * @param title the status in words
 * @param status the HTTP status
 * @param detail this very case, for a person to read, in their language; never a cause from inside the service
 * @param violations for bad input, what is wrong with which field; empty otherwise
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
