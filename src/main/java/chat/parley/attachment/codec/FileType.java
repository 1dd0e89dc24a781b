package chat.parley.attachment.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;

/** File types, detected from the first bytes of a file, never from its name or declared type. */
public enum FileType {
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp"),
    PDF("application/pdf"),
    MP4("video/mp4"),
    WEBM("video/webm"),
    OGG("application/ogg"),
    MP3("audio/mpeg"),
    WAV("audio/wav"),
    ZIP("application/zip"),
    /**
     * Valid UTF-8 without controls. HTML and SVG are served as plain text, too, so that browsers do not execute them.
     */
    TEXT("text/plain;charset=UTF-8"),
    UNKNOWN("application/octet-stream");

    /** Bytes from the start of a file that are needed to detect its type. */
    static final int MAX_MAGIC_BYTES = 64;

    private static final Set<FileType> PICTURES = Set.of(PNG, JPEG, GIF, WEBP);

    private final String mediaType;

    FileType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The value of {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether browsers can safely display it. All other files are downloads. */
    public boolean isPicture() {
        return PICTURES.contains(this);
    }

    /** @see #isPicture() */
    public static boolean isPicture(String mediaType) {
        return PICTURES.stream().anyMatch(type -> type.mediaType.equals(mediaType));
    }

    /**
     * Detects the type from the first bytes. Returns {@link #UNKNOWN} for text, which needs a check of the whole
     * file.
     */
    static FileType of(byte[] beginning) {
        var head = new String(beginning, ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return GIF;
        }
        if (head.startsWith("RIFF")) {
            return head.startsWith("WEBP", 8) ? WEBP : head.startsWith("WAVE", 8) ? WAV : UNKNOWN;
        }
        return otherThanPicture(head);
    }

    private static FileType otherThanPicture(String head) {
        if (head.startsWith("%PDF-")) {
            return PDF;
        }
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
            return ZIP;
        }
        if (head.startsWith("OggS")) {
            return OGG;
        }
        if (head.startsWith("ID3") || head.matches("(?s)\u00ff[\u00fb\u00f3\u00f2].*")) {
            return MP3;
        }
        if (head.startsWith("\u001aE\u00df\u00a3")) {
            return head.contains("webm") ? WEBM : UNKNOWN;
        }
        return head.matches("(?s)....ftyp(iso|mp4|avc1|M4V|M4A|qt|dash|f4v).*") ? MP4 : UNKNOWN;
    }
}
