package dev.cairn.trainers.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A frame on disk: {@code magic, block…, footer, trailer}, all little-endian. Blocks hold cells, column after column, or prose, a few megabytes
 * each, so that no mapping comes near the JDK's limit of 2 GiB. The {@link FrameFooter} holds version, schema and each block's length and CRC-32C;
 * the trailer holds the footer's length, its CRC-32C, and the magic again. Equal rows make equal bytes.
 */
public final class FrameFile {
    static final long MAGIC = 0x3145_4d52_464e_5243L; // "CRNFRME1"
    static final int TRAILER_BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES;

    private FrameFile() {}

    /** A writer of this file; the file appears, whole and on disk, when the writer is finished. */
    public static FrameWriter writer(Path file, FrameSchema schema) throws IOException {
        return new FrameWriter(schema, new FileSink(file, false));
    }

    /** A writer of a file of sealed rows: {@link #map} refuses it. */
    public static FrameWriter sealedWriter(Path file, FrameSchema schema) throws IOException {
        return new FrameWriter(schema, new FileSink(file, true));
    }

    /**
     * Maps the file after checking all its sums.
     *
     * @throws SealedFrame when its rows are sealed
     */
    public static Frame map(Path file) throws IOException {
        return map(file, false);
    }

    /** Maps a file whose rows may be sealed: for the final evaluation alone. */
    public static Frame mapSealed(Path file) throws IOException {
        return map(file, true);
    }

    private static Frame map(Path file, boolean mayBeSealed) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FrameFooter footer = footer(channel, file);
            if (footer.sealed() && !mayBeSealed) {
                throw new SealedFrame(file);
            }
            List<ByteBuffer> blocks = new ArrayList<>();
            List<ByteBuffer> texts = new ArrayList<>();
            long position = Long.BYTES;
            for (FrameFooter.Block block : footer.blocks()) {
                ByteBuffer mapped =
                        channel.map(MapMode.READ_ONLY, position, block.bytes()).order(ByteOrder.LITTLE_ENDIAN);
                require(
                        crc(mapped.duplicate()) == block.crc(),
                        file,
                        "block " + (blocks.size() + texts.size()) + " does not match its checksum");
                (block.text() ? texts : blocks).add(mapped);
                position += block.bytes();
            }
            return FrameAssembly.of(
                    footer.schema(),
                    footer.rows(),
                    footer.rowsPerBlock(),
                    blocks.toArray(ByteBuffer[]::new),
                    new Texts(texts));
        }
    }

    private static FrameFooter footer(FileChannel channel, Path file) throws IOException {
        long size = channel.size();
        require(size > Long.BYTES + TRAILER_BYTES, file, "it is too short");
        ByteBuffer trailer = channel.map(MapMode.READ_ONLY, size - TRAILER_BYTES, TRAILER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        int length = trailer.getInt();
        int crc = trailer.getInt();
        require(trailer.getLong() == MAGIC, file, "it does not end as one");
        require(length > 0 && length <= size - TRAILER_BYTES - Long.BYTES, file, "its footer has no sensible length");
        ByteBuffer bytes = channel.map(MapMode.READ_ONLY, size - TRAILER_BYTES - length, length);
        require(crc(bytes.duplicate()) == crc, file, "its footer does not match its checksum");
        byte[] copy = new byte[length];
        bytes.get(copy);
        return FrameFooter.read(copy);
    }

    static int crc(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    private static void require(boolean rule, Path file, String otherwise) {
        if (!rule) {
            throw new InvalidFrame(file.getFileName() + " is not a whole frame file: " + otherwise);
        }
    }
}
