package chat.parley.attachment.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The EXIF orientation: 1 is upright, values go up to 8, and from 5 on width and height are swapped. */
final class Orientation {

    static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final byte[] SEGMENT = {
        (byte) 0xff,
        (byte) 0xe1,
        0,
        34,
        'E',
        'x',
        'i',
        'f',
        0,
        0,
        'M',
        'M',
        0,
        42,
        0,
        0,
        0,
        8,
        0,
        1,
        0x01,
        0x12,
        0,
        SHORT,
        0,
        0,
        0,
        1,
        0,
        UPRIGHT,
        0,
        0,
        0,
        0,
        0,
        0
    };
    private static final int VALUE_AT = 29;

    private Orientation() {}

    static boolean swapsSides(int orientation) {
        return orientation >= 5;
    }

    /** A JPEG segment that contains only this orientation. */
    static byte[] segment(int orientation) {
        var segment = SEGMENT.clone();
        segment[VALUE_AT] = (byte) orientation;
        return segment;
    }

    /** Reads the orientation from EXIF data; {@link #UPRIGHT} if it is missing or invalid. */
    static int in(byte[] exif) {
        try {
            return read(ByteBuffer.wrap(exif));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException malformed) {
            return UPRIGHT;
        }
    }

    private static int read(ByteBuffer exif) {
        exif.order(exif.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .getShort();
        exif.position(exif.getInt());
        for (var entries = Short.toUnsignedInt(exif.getShort()); entries > 0; entries--) {
            var tag = exif.getShort();
            var type = exif.getShort();
            exif.getInt();
            var value = exif.getShort();
            exif.getShort();
            if (tag == TAG && type == SHORT) {
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
