package chat.parley.markdown;

/** A text costs more to render than a message may. Without a stack trace: it is an answer of the renderer, not a fault. */
final class BoundExceeded extends RuntimeException {

    static final BoundExceeded INSTANCE = new BoundExceeded();

    private static final long serialVersionUID = 1;

    private BoundExceeded() {
        super("The text is too costly to render", null, false, false);
    }
}
