package chat.parley.markdown;

import java.util.Map;

import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.AttributeProvider;

/** Labels the checkbox of a task with the text next to it, for screen readers. */
final class TaskLabelAttributes implements AttributeProvider {

    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof TaskListItemMarker && node.getNext() != null) {
            attributes.put("aria-label", words(node.getNext()));
        }
    }

    private static String words(Node task) {
        var words = new StringBuilder();
        task.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(CustomNode custom) {
                if (custom instanceof Mention mention) {
                    words.append('@').append(mention.name());
                }
                visitChildren(custom);
            }
        });
        return words.toString().strip();
    }
}
