package chat.parley.markdown;

import java.util.Map;
import java.util.Set;

import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;

/**
 * Sets the text direction of lists, tables and other blocks with their own layout from their text, so that list markers
 * appear where the line starts.
 */
final class BidiAttributes implements AttributeProvider {

    private static final Set<String> TAGS = Set.of("ul", "ol", "blockquote", "table");

    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
        if (TAGS.contains(tag)) {
            attributes.put("dir", "auto");
        }
    }
}
