package dev.cairn.trainers.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Gathers the prose of a frame under construction, one chunk at a time. */
final class TextChunks {
    private final FrameWriter.Sink sink;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private int full;

    TextChunks(FrameWriter.Sink sink) {
        this.sink = sink;
    }

    /** The cell that points to this text; what is longer than a cell can say is cut at the end of a character. */
    long add(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, Texts.MOST_BYTES);
        while (length < bytes.length && (bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        if (chunk.capacity() == 0) {
            chunk = ByteBuffer.allocate(Texts.CHUNK_BYTES);
        }
        if (length > chunk.remaining()) {
            flush();
        }
        long cell = Texts.cell(full, chunk.position(), length);
        chunk.put(bytes, 0, length);
        return cell;
    }

    void flush() throws IOException {
        if (chunk.position() > 0) {
            sink.texts(chunk.duplicate().flip());
            chunk.clear();
            full++;
        }
    }
}
