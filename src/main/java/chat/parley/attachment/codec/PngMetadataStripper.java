package chat.parley.attachment.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/** Copies a PNG chunk by chunk and drops texts, times and EXIF. It keeps what is needed to draw the image. */
final class PngMetadataStripper {

    private static final int SIGNATURE_BYTES = 8;
    /** Length, type and checksum. */
    private static final int CHUNK_OVERHEAD_BYTES = 12;

    private static final int ANCILLARY_BIT = 0x20;

    /** Ancillary chunks that affect how the image looks or is animated. */
    private static final Set<String> KEPT_CHUNKS = Set.of(
            "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "mDCV", "cLLI", "sBIT", "bKGD", "pHYs", "hIST", "sPLT",
            "acTL", "fcTL", "fdAT");

    private PngMetadataStripper() {}

    static MediaInfo run(PeekableInput from, OutputStream to) throws IOException {
        if (!"IHDR".equals(type(from, SIGNATURE_BYTES))) {
            return MediaInfo.copyUnchanged(FileType.UNKNOWN, from, to);
        }
        var info = MediaInfo.of(FileType.PNG, length(from, SIGNATURE_BYTES + 8), length(from, SIGNATURE_BYTES + 12));
        from.copy(SIGNATURE_BYTES, to);
        while (from.peekAt(0) >= 0) {
            var type = type(from, 0);
            if (!type.matches("[A-Za-z]{4}")) {
                return MediaInfo.copyUnchanged(FileType.UNKNOWN, from, to);
            }
            chunk(type, CHUNK_OVERHEAD_BYTES + length(from, 0), from, to);
            if (type.equals("IEND")) {
                from.skipRest();
            }
        }
        return info;
    }

    private static void chunk(String type, long length, PeekableInput from, OutputStream to) throws IOException {
        if ((type.charAt(0) & ANCILLARY_BIT) == 0 || KEPT_CHUNKS.contains(type)) {
            from.copy(length, to);
        } else {
            from.skip(length);
        }
    }

    private static long length(PeekableInput from, int at) throws IOException {
        return (long) from.peekShort(at) << 16 | from.peekShort(at + 2);
    }

    private static String type(PeekableInput from, int at) throws IOException {
        var head = new String(from.peek(at + 8), ISO_8859_1);
        return head.length() < at + 8 ? "" : head.substring(at + 4);
    }
}
