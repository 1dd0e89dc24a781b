package chat.parley.attachment.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Copies a JPEG segment by segment and drops its metadata, such as the location, comments and data after the end of the
 * image. It keeps the orientation and the color profile.
 */
final class JpegMetadataStripper {

    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int COMMENT = 0xfe;
    private static final int EXIF = 0xe1;

    private final PeekableInput from;
    private final OutputStream to;
    private int width;
    private int height;
    private int orientation = Orientation.UPRIGHT;

    JpegMetadataStripper(PeekableInput from, OutputStream to) {
        this.from = from;
        this.to = to;
    }

    MediaInfo run() throws IOException {
        from.copy(2, to);
        while (from.peekAt(0) == 0xff && from.peekAt(1) >= 0) {
            var marker = from.peekAt(1);
            if (marker == END) {
                from.copy(2, to);
                from.skipRest();
                return picture();
            }
            if (standsAlone(marker)) {
                from.copy(marker == 0xff ? 1 : 2, to);
            } else if (from.peekShort(2) < 2) {
                break;
            } else {
                segment(marker, 2 + from.peekShort(2));
            }
        }
        return from.peekAt(0) < 0 && width > 0 ? picture() : MediaInfo.copyUnchanged(FileType.UNKNOWN, from, to);
    }

    /** Whether the marker has no length: padding, a restart, or a marker without data. */
    private static boolean standsAlone(int marker) {
        return marker == 0xff || marker <= 0x01 || marker >= 0xd0 && marker <= 0xd8;
    }

    /**
     * Copies or drops one segment.
     *
     * @param length in bytes, including the marker and the length field
     */
    private void segment(int marker, int length) throws IOException {
        if (isFrame(marker)) {
            height = from.peekShort(5);
            width = from.peekShort(7);
        }
        if (marker == EXIF) {
            copyOrientation(from.peek(length));
        }
        if (isKept(marker)) {
            from.copy(length, to);
        } else {
            from.skip(length);
        }
        if (marker == SCAN) {
            scan();
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /**
     * Whether the segment is kept. Of the application segments, JFIF, color profiles and the color transform of Adobe
     * are kept.
     */
    private boolean isKept(int marker) throws IOException {
        return switch (marker) {
            case 0xe0 -> named("JFIF");
            case 0xe2 -> named("ICC_PROFILE");
            case 0xee -> named("Adobe");
            case COMMENT -> false;
            default -> marker < 0xe0 || marker > 0xef;
        };
    }

    private boolean named(String name) throws IOException {
        return new String(from.peek(4 + name.length()), ISO_8859_1).endsWith(name);
    }

    /** Reads the orientation from the first EXIF segment, and writes it in a separate segment. */
    private void copyOrientation(byte[] segment) throws IOException {
        if (orientation == Orientation.UPRIGHT && named("Exif")) {
            orientation = Orientation.in(Arrays.copyOfRange(segment, Math.min(10, segment.length), segment.length));
            if (orientation != Orientation.UPRIGHT) {
                to.write(Orientation.segment(orientation));
            }
        }
    }

    /** Copies the image data up to the next marker. A literal 0xff is followed by 0. */
    private void scan() throws IOException {
        for (var next = from.peekAt(0); next >= 0; next = from.peekAt(0)) {
            if (next == 0xff && from.peekAt(1) > 0 && !(from.peekAt(1) >= 0xd0 && from.peekAt(1) <= 0xd7)) {
                return;
            }
            to.write(from.read());
        }
    }

    private MediaInfo picture() {
        return Orientation.swapsSides(orientation)
                ? MediaInfo.of(FileType.JPEG, height, width)
                : MediaInfo.of(FileType.JPEG, width, height);
    }
}
