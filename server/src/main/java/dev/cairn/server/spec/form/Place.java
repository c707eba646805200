package dev.cairn.server.spec.form;

import java.nio.charset.StandardCharsets;

/** Where something stands in a document: JSON pointer (as a URI fragment), line and column from 1. */
public record Place(String pointer, int line, int column) {
    /** The beginning of the document. */
    public static final Place START = new Place("#", 1, 1);

    private static final String FRAGMENT_CHARACTERS = "-._~!$&'()*+,;=:@?";

    public Place {
        if (!pointer.startsWith("#") || line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "a place is a pointer, a line and a column, got %s:%d:%d".formatted(pointer, line, column));
        }
    }

    /** The pointer of a member of what {@code pointer} points to (RFC 6901, section 6). */
    public static String step(String pointer, String member) {
        StringBuilder text = new StringBuilder(pointer).append('/');
        for (byte octet : member.replace("~", "~0").replace("/", "~1").getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || FRAGMENT_CHARACTERS.indexOf(c) >= 0);
            text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.toString();
    }

    /** The same position under the pointer of a member: for what is missing there. */
    public Place member(String name) {
        return new Place(step(pointer, name), line, column);
    }
}
