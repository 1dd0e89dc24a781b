package chat.parley.message;

/**
 * A message that is not in the log yet.
 *
 * @param clientId what the author's client names it: the same again in the same room is the same message
 * @param body 1 to 4,000 characters, trimmed
 * @param replyTo the place of the message that it answers, or null
 */
public record Draft(long room, long author, String clientId, String body, Long replyTo) {
}
