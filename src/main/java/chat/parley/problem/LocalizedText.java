package chat.parley.problem;

/** A text that is not in any language yet: {@code ProblemMessages::roomArchived}. */
@FunctionalInterface
public interface LocalizedText {

    String in(ProblemMessages words);
}
