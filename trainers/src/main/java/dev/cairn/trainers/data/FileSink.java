package dev.cairn.trainers.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes a frame file beside its final place and renames it when it is whole and on disk. */
final class FileSink implements FrameWriter.Sink {
    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final boolean sealed;
    private final List<FrameFooter.Block> blocks = new ArrayList<>();

    FileSink(Path file, boolean sealed) throws IOException {
        this.file = file;
        this.sealed = sealed;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        write(littleEndian(Long.BYTES).putLong(FrameFile.MAGIC).flip());
    }

    @Override
    public void block(ByteBuffer block) throws IOException {
        write(block, false);
    }

    @Override
    public void texts(ByteBuffer chunk) throws IOException {
        write(chunk, true);
    }

    private void write(ByteBuffer block, boolean text) throws IOException {
        blocks.add(new FrameFooter.Block(block.remaining(), FrameFile.crc(block.duplicate()), text));
        write(block);
    }

    @Override
    public void finish(FrameSchema schema, int rows, int rowsPerBlock) throws IOException {
        ByteBuffer footer = ByteBuffer.wrap(new FrameFooter(schema, rows, rowsPerBlock, blocks, sealed).bytes());
        ByteBuffer trailer = littleEndian(FrameFile.TRAILER_BYTES)
                .putInt(footer.remaining())
                .putInt(FrameFile.crc(footer.duplicate()))
                .putLong(FrameFile.MAGIC)
                .flip();
        write(footer);
        write(trailer);
        channel.force(true);
        channel.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
