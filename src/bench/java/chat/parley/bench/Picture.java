package chat.parley.bench;

import java.util.ArrayList;
import java.util.List;

/** A bar chart of Parley and its peer; each pair has its own scale. */
final class Picture {

    private record Pair(String what, double ours, String peer, double theirs) {}

    private static final int WIDTH = 760;
    private static final int LABEL_WIDTH = 170;
    private static final int MAX_BAR_WIDTH = 480;
    private static final int BAR_HEIGHT = 22;
    private static final int PAIR_HEIGHT = 96;

    private final List<Pair> pairs = new ArrayList<>();

    void pair(String what, double ours, String peer, double theirs) {
        pairs.add(new Pair(what, ours, peer, theirs));
    }

    /** Readable on light and dark backgrounds. */
    String svg() {
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <style>text{font:14px system-ui,sans-serif;fill:#57606a}.what{font-weight:600}.ours{fill:#2f6fde}.theirs{fill:#9aa4b2}
                @media(prefers-color-scheme:dark){text{fill:#adbac7}}</style>
                """.formatted(WIDTH, pairs.size() * PAIR_HEIGHT + 10));
        for (var at = 0; at < pairs.size(); at++) {
            draw(svg, pairs.get(at), at * PAIR_HEIGHT + 22);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Pair pair, int top) {
        var scale = MAX_BAR_WIDTH / Math.max(pair.ours, pair.theirs);
        svg.append("<text class=\"what\" x=\"0\" y=\"%d\">%s</text>\n".formatted(top, pair.what));
        bar(svg, "ours", "Parley", pair.ours, scale, top + 10);
        bar(svg, "theirs", pair.peer, pair.theirs, scale, top + 12 + BAR_HEIGHT);
    }

    private static void bar(StringBuilder svg, String style, String name, double value, double scale, int top) {
        var length = Math.round(value * scale);
        svg.append(
                "<text x=\"0\" y=\"%d\">%s</text><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/><text x=\"%d\" y=\"%d\">%s</text>\n"
                        .formatted(
                                top + 16,
                                name,
                                style,
                                LABEL_WIDTH,
                                top,
                                length,
                                BAR_HEIGHT,
                                LABEL_WIDTH + length + 8,
                                top + 16,
                                Table.number(value)));
    }
}
