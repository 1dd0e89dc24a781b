package chat.parley.markdown;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * A possible mention in a text: all characters after {@code @} that may belong to a username, until it is known whether
 * that account exists.
 */
final class Mention extends CustomNode {

    private String name;

    /** @param name in small letters, without the {@code @} */
    Mention(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    static List<Mention> in(Node document) {
        var found = new ArrayList<Mention>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof Mention mention) {
                    found.add(mention);
                }
                visitChildren(node);
            }
        });
        return found;
    }

    /** The names that it may mean, longest first: a dot at its end may be the sentence's. */
    Set<String> candidateNames() {
        var candidates = new LinkedHashSet<String>();
        for (var end = name.length(); end > 0; end--) {
            candidates.add(name.substring(0, end));
            if (Character.isLetterOrDigit(name.charAt(end - 1))) {
                return candidates;
            }
        }
        return candidates;
    }

    /**
     * Resolves to a mention of an existing account, or to the plain text that was typed.
     *
     * @return whether it mentions an account
     */
    boolean resolve(Set<String> known) {
        var meant = candidateNames().stream().filter(known::contains).findFirst();
        if (meant.isEmpty()) {
            insertAfter(new Text("@" + name));
            unlink();
            return false;
        }
        insertAfter(new Text(name.substring(meant.get().length())));
        name = meant.get();
        return true;
    }
}
