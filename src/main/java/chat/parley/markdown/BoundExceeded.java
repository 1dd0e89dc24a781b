package chat.parley.markdown;

/** A text exceeds the rendering budget. It has no stack trace, because it is a result and not a fault. */
final class BoundExceeded extends RuntimeException {

    static final BoundExceeded INSTANCE = new BoundExceeded();

    private static final long serialVersionUID = 1;

    private BoundExceeded() {
        super("The text is too costly to render", null, false, false);
    }
}
