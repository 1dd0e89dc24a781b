package chat.parley.markdown;

import java.util.Set;

import org.commonmark.node.Code;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.CoreHtmlNodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/**
 * Renders links and code in a {@code bdi} element: they don't decide in which direction a paragraph runs, and the text
 * beside them doesn't reorder them.
 */
final class IsolatingRenderer extends CoreHtmlNodeRenderer {

    IsolatingRenderer(HtmlNodeRendererContext context) {
        super(context);
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Link.class, Code.class);
    }

    @Override
    public void visit(Link link) {
        context.getWriter().tag("bdi");
        super.visit(link);
        context.getWriter().tag("/bdi");
    }

    @Override
    public void visit(Code code) {
        context.getWriter().tag("bdi");
        super.visit(code);
        context.getWriter().tag("/bdi");
    }
}
