package chat.parley.problem;

/** A text that is independent of the language until it is rendered, such as {@code ProblemMessages::roomArchived}. */
@FunctionalInterface
public interface LocalizedText {

    String in(ProblemMessages words);
}
