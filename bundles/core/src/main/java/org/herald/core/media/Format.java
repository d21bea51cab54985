package org.herald.core.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The pictures that are read, told by their first bytes; a file's name and declared type are nobody's word. */
enum Format {
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif"),
    WEBP("image/webp");

    private static final int TAIL = 64;
    final String type;

    Format(String type) {
        this.type = type;
    }

    static Optional<Format> of(byte[] bytes) {
        return Arrays.stream(values()).filter(format -> format.begins(bytes)).findFirst();
    }

    private boolean begins(byte[] bytes) {
        return switch (this) {
            case JPEG -> starts(bytes, 0, 0xFF, 0xD8, 0xFF);
            case PNG -> starts(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
            case GIF -> starts(bytes, 0, 'G', 'I', 'F', '8');
            case WEBP -> starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P');
        };
    }

    private static boolean starts(byte[] bytes, int at, int... signature) {
        if (bytes.length < at + signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((bytes[at + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether the file has its end; decoders fill what is missing with grey. */
    boolean isWhole(byte[] bytes) {
        byte[] tail = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - TAIL), bytes.length);
        return switch (this) {
            case JPEG -> new String(tail, StandardCharsets.ISO_8859_1).contains("\u00FF\u00D9");
            case PNG -> new String(tail, StandardCharsets.ISO_8859_1).contains("IEND");
            case GIF -> new String(tail, StandardCharsets.ISO_8859_1).contains(";");
            case WEBP -> bytes.length >= 8 + size(bytes);
        };
    }

    private static long size(byte[] bytes) {
        return (bytes[4] & 0xFFL) | (bytes[5] & 0xFFL) << 8 | (bytes[6] & 0xFFL) << 16 | (bytes[7] & 0xFFL) << 24;
    }
}
