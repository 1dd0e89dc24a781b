package chat.parley;

/** Who reads the answer to this request. */
public interface Reader {

    /** The one that they have chosen; of somebody who is not signed in the one that their browser asks for. */
    Language language();
}
