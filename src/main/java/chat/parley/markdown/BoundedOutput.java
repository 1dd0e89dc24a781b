package chat.parley.markdown;

/** A text buffer with a maximum length. Not thread-safe. */
final class BoundedOutput implements Appendable {

    private final StringBuilder text = new StringBuilder();
    private final int maxChars;

    BoundedOutput(int maxChars) {
        this.maxChars = maxChars;
    }

    @Override
    public Appendable append(CharSequence piece) {
        return append(piece, 0, piece.length());
    }

    /** @throws BoundExceeded when the text would become longer than the bound */
    @Override
    public Appendable append(CharSequence piece, int start, int end) {
        if (text.length() + end - start > maxChars) {
            throw BoundExceeded.INSTANCE;
        }
        text.append(piece, start, end);
        return this;
    }

    @Override
    public Appendable append(char character) {
        return append(String.valueOf(character));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
