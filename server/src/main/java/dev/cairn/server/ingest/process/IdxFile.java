package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.BoundedStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * An open idx file of unsigned bytes: two zero bytes, the type 8, the number of dimensions, each dimension as a big-endian int, then the values
 * (LeCun, Cortes and Burges, "The MNIST database of handwritten digits"). Gzip is undone.
 */
final class IdxFile implements AutoCloseable {
    /** The bytes are not an idx file of unsigned bytes. */
    static final class NotIdx extends IOException {
        private static final long serialVersionUID = 1L;

        NotIdx(String message) {
            super(message);
        }
    }

    private static final int UNSIGNED_BYTES = 8;

    private final DataInputStream in;
    private final List<Integer> dimensions;

    private IdxFile(DataInputStream in, List<Integer> dimensions) {
        this.in = in;
        this.dimensions = dimensions;
    }

    static IdxFile open(InputStream raw, long maxBytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw);
        buffered.mark(2);
        boolean packed = buffered.read() == 0x1F && buffered.read() == 0x8B;
        buffered.reset();
        InputStream plain = packed ? new GZIPInputStream(buffered) : buffered;
        DataInputStream in = new DataInputStream(new BufferedInputStream(new BoundedStream(plain, maxBytes), 1 << 16));
        int zeros = in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int count = in.readUnsignedByte();
        if (zeros != 0 || type != UNSIGNED_BYTES || count < 1 || count > 4) {
            throw new NotIdx("it does not begin like an idx file of unsigned bytes");
        }
        List<Integer> dimensions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int size = in.readInt();
            if (size < 1) {
                throw new NotIdx("dimension " + (i + 1) + " is " + size);
            }
            dimensions.add(size);
        }
        return new IdxFile(in, dimensions);
    }

    List<Integer> dimensions() {
        return dimensions;
    }

    /** True for one byte per row, false for images. */
    boolean isLabels() {
        return dimensions.size() == 1;
    }

    int rows() {
        return dimensions.get(0);
    }

    /** Reads the next values; an {@link java.io.EOFException} says that the file is cut off. */
    void read(byte[] values) throws IOException {
        in.readFully(values);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
