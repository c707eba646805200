package dev.cairn.trainers.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the blocks of a frame in memory. */
final class MemorySink implements FrameWriter.Sink {
    private final List<ByteBuffer> blocks = new ArrayList<>();
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private @Nullable Frame frame;

    @Override
    public void block(ByteBuffer block) {
        blocks.add(copy(block));
    }

    @Override
    public void texts(ByteBuffer chunk) {
        chunks.add(copy(chunk));
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes)
                .flip();
    }

    @Override
    public void finish(FrameSchema schema, int rows, int rowsPerBlock) {
        frame = FrameAssembly.of(schema, rows, rowsPerBlock, blocks.toArray(ByteBuffer[]::new), new Texts(chunks));
    }

    Frame frame() {
        if (frame == null) {
            throw new IllegalStateException("the frame is not finished");
        }
        return frame;
    }

    @Override
    public void close() {
        blocks.clear();
        chunks.clear();
    }
}
