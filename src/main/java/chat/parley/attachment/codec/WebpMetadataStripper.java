package chat.parley.attachment.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Copies a WebP chunk by chunk. The file starts with its length, so metadata is overwritten with zeros instead of being
 * dropped.
 */
final class WebpMetadataStripper {

    private static final int HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final byte[] BLANK = new byte[8192];

    private WebpMetadataStripper() {}

    static MediaInfo run(PeekableInput from, OutputStream to) throws IOException {
        var info = size(from.peek(HEADER_BYTES + CHUNK_HEADER_BYTES + 10));
        if (!info.isDisplayable()) {
            return MediaInfo.copyUnchanged(FileType.UNKNOWN, from, to);
        }
        from.copy(HEADER_BYTES, to);
        while (from.peekAt(0) >= 0) {
            var head = from.peek(CHUNK_HEADER_BYTES);
            var name = new String(head, ISO_8859_1);
            if (head.length < CHUNK_HEADER_BYTES || !name.matches("(?s)[ -~]{4}.*")) {
                return MediaInfo.copyUnchanged(FileType.UNKNOWN, from, to);
            }
            from.copy(CHUNK_HEADER_BYTES, to);
            body(name, even(little(head, 4, 4)), from, to);
        }
        return info;
    }

    private static void body(String name, long length, PeekableInput from, OutputStream to) throws IOException {
        if (!name.startsWith("EXIF") && !name.startsWith("XMP ")) {
            from.copy(length, to);
            return;
        }
        for (var left = length; left > 0 && from.peekAt(0) >= 0; ) {
            var piece = (int) Math.min(left, from.available(BLANK.length));
            from.skip(piece);
            to.write(BLANK, 0, piece);
            left -= piece;
        }
    }

    /** Reads the size, which each of the three formats of WebP stores differently. */
    private static MediaInfo size(byte[] head) {
        if (head.length < HEADER_BYTES + CHUNK_HEADER_BYTES + 10) {
            return MediaInfo.of(FileType.UNKNOWN);
        }
        var at = HEADER_BYTES + CHUNK_HEADER_BYTES;
        return switch (new String(head, HEADER_BYTES, 4, ISO_8859_1)) {
            case "VP8 " ->
                MediaInfo.of(FileType.WEBP, little(head, at + 6, 2) & 0x3fff, little(head, at + 8, 2) & 0x3fff);
            case "VP8L" ->
                MediaInfo.of(
                        FileType.WEBP,
                        1 + (little(head, at + 1, 4) & 0x3fff),
                        1 + (little(head, at + 1, 4) >> 14 & 0x3fff));
            case "VP8X" -> MediaInfo.of(FileType.WEBP, 1 + little(head, at + 4, 3), 1 + little(head, at + 7, 3));
            default -> MediaInfo.of(FileType.UNKNOWN);
        };
    }

    private static long even(long length) {
        return length + (length & 1);
    }

    private static long little(byte[] bytes, int at, int count) {
        var value = 0L;
        for (var next = count - 1; next >= 0; next--) {
            value = value << 8 | bytes[at + next] & 0xff;
        }
        return value;
    }
}
