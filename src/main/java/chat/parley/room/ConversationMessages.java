package chat.parley.room;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts that name a group conversation after its other members. */
@MessageBundle("conversation")
interface ConversationMessages {

    /** The name of a conversation that all others have left. */
    @Message("Just you")
    String justYou();

    /** A list of names. {@code names} may be a list already. */
    @Message("{names}, {name}")
    String list(String names, String name);

    /** {@code count} is the number of members that {@code names} does not contain, at least 1. */
    @Message("{names} and {count} more")
    String andMore(String names, long count);
}
