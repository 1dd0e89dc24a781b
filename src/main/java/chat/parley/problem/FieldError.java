package chat.parley.problem;

import chat.parley.problem.Problem.Violation;

/** One field of the input and what is wrong with it, not in any language yet. */
public record FieldError(String field, LocalizedText message) {

    Violation in(ProblemMessages words) {
        return new Violation(field, message.in(words));
    }
}
