package chat.parley.markdown;

import java.util.Map;
import java.util.Set;

import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;

/** Lets what has signs or columns of its own run as its words do: the sign of a list stands where its line begins. */
final class BidiAttributes implements AttributeProvider {

    private static final Set<String> TAGS = Set.of("ul", "ol", "blockquote", "table");

    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
        if (TAGS.contains(tag)) {
            attributes.put("dir", "auto");
        }
    }
}
