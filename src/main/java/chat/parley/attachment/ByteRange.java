package chat.parley.attachment;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A byte range of a file, both ends inclusive.
 *
 * @param last less than {@code first} if the requested range is not satisfiable
 */
record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    public static ByteRange all(long size) {
        return new ByteRange(0, size - 1);
    }

    /**
     * Parses the header {@code Range}.
     *
     * @param header may be null
     * @param size the size of the file, in bytes
     * @return empty for no range, an unknown unit or several ranges; the whole file is sent then
     */
    static Optional<ByteRange> parse(String header, long size) {
        var one = ONE.matcher(header == null ? "" : header);
        if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            var count = Long.parseLong(one.group(2));
            return Optional.of(
                    count == 0 ? new ByteRange(size, size - 1) : new ByteRange(Math.max(0, size - count), size - 1));
        }
        var first = Long.parseLong(one.group(1));
        var last = one.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(one.group(2));
        return last < first ? Optional.empty() : Optional.of(new ByteRange(first, Math.min(last, size - 1)));
    }

    boolean isEmpty() {
        return last < first;
    }

    long length() {
        return last - first + 1;
    }

    /**
     * The value of {@code Content-Range}.
     *
     * @param size the size of the file, in bytes
     */
    String of(long size) {
        return isEmpty() ? "bytes */" + size : "bytes %d-%d/%d".formatted(first, last, size);
    }
}
