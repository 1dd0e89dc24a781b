package chat.parley.message;

import java.nio.charset.StandardCharsets;

import chat.parley.message.MessageView.Reaction;

/** Estimates the size of messages in a response, in bytes. */
final class MessageSize {

    /** What stands around the texts of a message: names, times, counters. */
    private static final int FRAME = 400;

    private static final int ATTACHMENT = 600;
    /** An emoji and what stands around it; quotation marks and a comma. */
    private static final int REACTION = 50;

    private static final int USER = 3;

    private MessageSize() {}

    static long of(String body, String html) {
        return FRAME + utf8(body) + utf8(html);
    }

    static long of(MessageView message) {
        return of(message.body(), message.html())
                + (long) ATTACHMENT * message.attachments().size()
                + message.reactions().stream().mapToLong(MessageSize::of).sum();
    }

    private static long of(Reaction reaction) {
        return REACTION
                + reaction.users().stream()
                        .mapToLong(user -> user.length() + USER)
                        .sum();
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
