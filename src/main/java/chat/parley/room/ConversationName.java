package chat.parley.room;

import java.util.List;

import chat.parley.i18n.Language;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/** Names direct rooms and group conversations after their other members, in the language of the reader. */
final class ConversationName {

    private ConversationName() {}

    /**
     * Formats the name of a conversation.
     *
     * @param members the display names of the other members, as many as fit; empty if there are none
     *
     * @param more how many other members there are besides those
     */
    static String of(List<String> members, long more, Language language) {
        var messages = MessageBundles.get(ConversationMessages.class, Localized.Literal.of(language.tag()));
        var names = members.stream().reduce(messages::list).orElseGet(messages::justYou);
        return more == 0 ? names : messages.andMore(names, more);
    }
}
