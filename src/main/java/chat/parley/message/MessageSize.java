package chat.parley.message;

import java.nio.charset.StandardCharsets;

import chat.parley.message.MessageView.Reaction;

/** Estimates the size of messages in a response, in bytes. */
final class MessageSize {

    /** Everything in a message except its texts: names, times, counters. */
    private static final int MESSAGE_OVERHEAD_BYTES = 400;

    private static final int ATTACHMENT_BYTES = 600;
    /** An emoji and the JSON around it. */
    private static final int REACTION_BYTES = 50;

    /** Two quotation marks and a comma. */
    private static final int USERNAME_QUOTE_BYTES = 3;

    private MessageSize() {}

    static long of(String body, String html) {
        return MESSAGE_OVERHEAD_BYTES + utf8(body) + utf8(html);
    }

    static long of(MessageView message) {
        return of(message.body(), message.html())
                + (long) ATTACHMENT_BYTES * message.attachments().size()
                + message.reactions().stream().mapToLong(MessageSize::of).sum();
    }

    private static long of(Reaction reaction) {
        return REACTION_BYTES
                + reaction.users().stream()
                        .mapToLong(user -> user.length() + USERNAME_QUOTE_BYTES)
                        .sum();
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
