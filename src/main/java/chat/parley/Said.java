package chat.parley;

/** A text that is not in any language yet: {@code ProblemWords::roomArchived}. */
@FunctionalInterface
public interface Said {

    String in(ProblemWords words);
}
