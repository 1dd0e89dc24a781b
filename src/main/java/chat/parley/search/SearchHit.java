package chat.parley.search;

import chat.parley.message.MessageView;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A search result.
 *
 * @param excerpt the text around the first match as safe HTML, with {@code <mark>} around each match
 */
@RegisterForReflection
record SearchHit(MessageView message, String excerpt) {}
