package chat.parley.message;

import chat.parley.Refusal;

/**
 * A message that is not in the log yet.
 *
 * @param clientId what the author's client names it: the same again in the same room is the same message
 * @param body 1 to 4,000 characters, trimmed
 * @param replyTo the place of the message that it answers, or null
 */
public record Draft(long room, long author, String clientId, String body, Long replyTo) {

    private static final int LONGEST = 4000;

    /**
     * What is kept of a text as it was typed.
     *
     * @throws Refusal with 400 when it is empty or too long
     */
    static String wording(String typed) {
        var body = typed.strip();
        if (body.isEmpty() || body.codePointCount(0, body.length()) > LONGEST) {
            throw Refusal.badInput("body", "has 1 to 4000 characters");
        }
        return body;
    }
}
