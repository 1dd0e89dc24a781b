package chat.parley.problem;

import chat.parley.problem.Problem.Violation;

/** An invalid field and its localizable error message. */
public record FieldError(String field, LocalizedText message) {

    Violation in(ProblemMessages words) {
        return new Violation(field, message.in(words));
    }
}
