package chat.parley.attachment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import chat.parley.attachment.codec.FileType;
import chat.parley.attachment.codec.MediaInfo;
import chat.parley.attachment.codec.PeekableInput;

/** A picture that fits into memory, such as a thumbnail or a profile picture, without its metadata. */
public record SmallPicture(String mediaType, byte[] bytes) {

    /**
     * Reads a PNG, JPEG or WebP, and drops its metadata.
     *
     * @param maxBytes its largest size as it arrives, with metadata
     * @param maxSidePixels its largest width and height
     * @return empty if it is another file or exceeds a bound
     */
    public static Optional<SmallPicture> read(InputStream content, int maxBytes, int maxSidePixels) throws IOException {
        var bytes = content.readNBytes(maxBytes + 1);
        var stripped = new ByteArrayOutputStream();
        var info = MediaInfo.copy(new PeekableInput(new ByteArrayInputStream(bytes)), stripped);
        if (bytes.length > maxBytes
                || !info.isDisplayable()
                || info.type() == FileType.GIF
                || info.width() > maxSidePixels
                || info.height() > maxSidePixels) {
            return Optional.empty();
        }
        return Optional.of(new SmallPicture(info.type().mediaType(), stripped.toByteArray()));
    }
}
