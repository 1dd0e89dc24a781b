package chat.parley.backplane;

/** What one process tells others. May be lost, repeated, late: whoever hears it knows where to look if that matters. */
public sealed interface News permits Hint, ToRoom, ToAccount, Word, Here, Origin {

    Topic topic();
}
