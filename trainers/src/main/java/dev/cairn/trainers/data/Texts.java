package dev.cairn.trainers.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The prose of a frame, in chunks of UTF-8 beside its blocks of cells. A cell packs chunk, offset and length. */
record Texts(List<ByteBuffer> chunks) {
    static final long MISSING = -1;
    static final Texts NONE = new Texts(List.of());

    /** Longest text in bytes. */
    static final int MOST_BYTES = (1 << 20) - 1;

    static final int CHUNK_BYTES = 4 << 20;
    private static final int LENGTH_BITS = 20;
    private static final int OFFSET_BITS = 23;
    private static final int MOST_CHUNKS = 1 << (Long.SIZE - 1 - OFFSET_BITS - LENGTH_BITS);

    Texts {
        chunks = List.copyOf(chunks);
    }

    static long cell(int chunk, int offset, int length) {
        if (chunk >= MOST_CHUNKS) {
            throw new InvalidFrame("a frame holds at most " + MOST_CHUNKS + " chunks of text");
        }
        return ((long) chunk << (OFFSET_BITS + LENGTH_BITS)) | ((long) offset << LENGTH_BITS) | length;
    }

    Optional<String> at(long cell) {
        if (cell == MISSING) {
            return Optional.empty();
        }
        ByteBuffer chunk = chunks.get((int) (cell >>> (OFFSET_BITS + LENGTH_BITS)));
        byte[] bytes = new byte[(int) (cell & MOST_BYTES)];
        chunk.get((int) (cell >>> LENGTH_BITS) & ((1 << OFFSET_BITS) - 1), bytes);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
