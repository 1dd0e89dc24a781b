package chat.parley;

import chat.parley.Problem.Violation;

/** One field of the input and what is wrong with it, not in any language yet. */
public record Fault(String field, Said message) {

    Violation in(ProblemWords words) {
        return new Violation(field, message.in(words));
    }
}
