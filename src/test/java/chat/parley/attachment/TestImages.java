package chat.parley.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Generated images whose every byte is known, and other test data. */
public final class TestImages {

    /** A location that must not remain in a published picture. */
    public static final String SECRET_LOCATION = "GPS 48.2082 N 16.3738 E";

    private TestImages() {}

    public static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        // Not the signature of any known file type.
        bytes[0] = 0;
        return bytes;
    }

    /** A PNG in one colour that browsers can show. */
    public static byte[] png(int width, int height) {
        return png(width, height, new byte[height * (width + 1)]);
    }

    /** A PNG that browsers can show and that compresses as badly as a photograph, because all pixels differ. */
    public static byte[] noise(int width, int height) {
        var points = random(height * (width + 1));
        for (var line = 0; line < height; line++) {
            points[line * (width + 1)] = 0;
        }
        return png(width, height, points);
    }

    /** An image for screenshots: a gradient that darkens from the top left. */
    public static byte[] gradient(int width, int height) {
        var points = new byte[height * (width + 1)];
        for (var line = 0; line < height; line++) {
            for (var at = 0; at < width; at++) {
                points[line * (width + 1) + 1 + at] = (byte) (225 - 120 * line / height - 60 * at / width);
            }
        }
        return png(width, height, points);
    }

    /** A PNG in one colour with the metadata that cameras and programs write. */
    public static byte[] pngWithMetadata(int width, int height) {
        var plain = png(width, height);
        var head = 8 + 25;
        return join(
                part(plain, 0, head),
                chunk("tEXt", latin("Comment\0" + SECRET_LOCATION)),
                chunk("eXIf", latin(SECRET_LOCATION)),
                chunk("pHYs", new byte[9]),
                part(plain, head, plain.length),
                latin(SECRET_LOCATION));
    }

    /** A file with the segments of a JPEG and arbitrary bytes as image data. Browsers cannot show it. */
    public static byte[] jpeg(int width, int height, byte[]... between) {
        return join(
                latin("\u00ff\u00d8"),
                segment(0xe0, latin("JFIF\0\1\1\0\0\1\0\1\0\0")),
                join(between),
                segment(0xdb, new byte[65]),
                segment(
                        0xc2,
                        ByteBuffer.allocate(15)
                                .put((byte) 8)
                                .putShort((short) height)
                                .putShort((short) width)
                                .put((byte) 3)
                                .array()),
                segment(0xda, new byte[10]),
                latin("scan\u00ff\0of\u00ff\u00d0it"),
                segment(0xc4, new byte[20]),
                segment(0xda, new byte[10]),
                latin("more"),
                latin("\u00ff\u00d9"));
    }

    /** EXIF of a phone: orientation and location. */
    public static byte[] exif(int orientation) {
        var tiff = ByteBuffer.allocate(200)
                .put(latin("MM\0*"))
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x010f)
                .putShort((short) 2)
                .putInt(20)
                .putInt(100)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0);
        return segment(0xe1, join(latin("Exif\0\0"), part(tiff.array(), 0, tiff.position()), latin(SECRET_LOCATION)));
    }

    public static byte[] segment(int marker, byte[] content) {
        return join(
                new byte[] {(byte) 0xff, (byte) marker},
                ByteBuffer.allocate(2).putShort((short) (2 + content.length)).array(),
                content);
    }

    public static byte[] webp(int width, int height) {
        var head = ByteBuffer.allocate(10).put((byte) 0x0c).put(new byte[3]);
        little(head, width - 1);
        little(head, height - 1);
        var chunks = join(
                riff("VP8X", head.array()),
                riff("VP8 ", new byte[30]),
                riff("EXIF", latin(SECRET_LOCATION)),
                riff("XMP ", latin(SECRET_LOCATION)));
        return join(latin("RIFF"), Integer.reverseBytes(4 + chunks.length), latin("WEBP"), chunks);
    }

    public static byte[] gif(int width, int height) {
        return join(
                latin("GIF89a"),
                new byte[] {(byte) width, (byte) (width >> 8), (byte) height, (byte) (height >> 8), 0, 0, 0, 0x3b});
    }

    public static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    public static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] png(int width, int height, byte[] points) {
        return join(
                latin("\u0089PNG\r\n\u001a\n"),
                chunk(
                        "IHDR",
                        ByteBuffer.allocate(13)
                                .putInt(width)
                                .putInt(height)
                                .put(new byte[] {8, 0, 0, 0, 0})
                                .array()),
                chunk("IDAT", deflated(points)),
                chunk("IEND", new byte[0]));
    }

    private static byte[] join(byte[] one, int number, byte[]... others) {
        return join(one, ByteBuffer.allocate(4).putInt(number).array(), join(others));
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] chunk(String type, byte[] content) {
        var crc = new CRC32();
        crc.update(latin(type));
        crc.update(content);
        return join(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                latin(type),
                content,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] riff(String name, byte[] content) {
        return join(latin(name), Integer.reverseBytes(content.length), content, new byte[content.length % 2]);
    }

    private static void little(ByteBuffer to, int value) {
        to.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        var packed = new byte[bytes.length + bytes.length / 100 + 1024];
        return part(packed, 0, deflater.deflate(packed));
    }
}
