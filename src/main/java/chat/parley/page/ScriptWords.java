package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the page's script says. A number decides between the parts of a text that are named after the plural categories of
 * Unicode's CLDR, of which each language has its own: {@code one: … | other: …}.
 */
@MessageBundle("script")
@RegisterForReflection
interface ScriptWords {

    @Message("Several people are typing…")
    String severalType();

    @Message("one: {who} is typing… | other: {who} are typing…")
    String types(String number, String who);

    @Message("one: {number} new message | other: {number} new messages")
    String newMessages(String number);

    @Message("a file")
    String aFile();
}
