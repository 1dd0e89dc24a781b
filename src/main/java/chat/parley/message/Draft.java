package chat.parley.message;

import java.util.List;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/**
 * A message that is not stored yet.
 *
 * @param clientId the id that the client chose: the same author and id in the same room is the same message
 * @param body 1 to 4,000 characters, trimmed; may be empty with attachments
 * @param replyTo the place of the message that it answers, or null
 * @param attachments the ids of its files, in order
 */
public record Draft(long room, long author, String clientId, String body, Long replyTo, List<Long> attachments) {

    private static final int MAX_BODY_CHARACTERS = 4000;

    /** A draft without files. */
    public Draft(long room, long author, String clientId, String body, Long replyTo) {
        this(room, author, clientId, body, replyTo, List.of());
    }

    /**
     * Validates and trims a typed text.
     *
     * @param required whether the text must not be empty, because the message has no files
     * @return the text to store
     * @throws ApiException with 400 if it is too long, or is required and empty
     */
    static String validBody(String typed, boolean required) {
        var body = typed.strip();
        if (body.isEmpty() && required) {
            throw ApiException.badInput("body", ProblemMessages::messageEmpty);
        }
        var length = body.codePointCount(0, body.length());
        if (length > MAX_BODY_CHARACTERS) {
            throw ApiException.badInput("body", words -> words.messageTooLong(length, MAX_BODY_CHARACTERS));
        }
        return body;
    }
}
