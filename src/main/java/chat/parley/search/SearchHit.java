package chat.parley.search;

import chat.parley.message.MessageView;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A message that was looked for.
 *
 * @param excerpt a piece of it around the first hit, as HTML that can be shown as it is: what was written is escaped, and each
 *        hit stands in a {@code <mark>}
 */
@RegisterForReflection
public record SearchHit(MessageView message, String excerpt) {}
