package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.process.Sides.Side;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The side of each row of a table, a packed byte per row, so that two divisions of one table can be compared later. */
public final class SidesFile {
    private static final int BUFFER = 1 << 16;

    /** Fixed, since files outlive releases. */
    private static final byte OTHER = 0;

    private static final byte TRAINED = 1;
    private static final byte SEALED = 2;

    private SidesFile() {}

    static void write(Sides sides, Path file) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), BUFFER), BUFFER)) {
            for (int row = 0; row < sides.rows(); row++) {
                Side side = sides.side(row);
                out.write(side == Side.TRAIN ? TRAINED : side == Side.SEALED ? SEALED : OTHER);
            }
        }
    }

    /** How many rows the first division seals and the second trains on; both are of one table. */
    public static long sealedAndTrained(Path sealing, Path training) throws IOException {
        byte[] seals = read(sealing);
        byte[] trains = read(training);
        if (seals.length != trains.length) {
            throw new IOException(
                    "these are divisions of tables of " + seals.length + " and " + trains.length + " rows");
        }
        long shared = 0;
        for (int row = 0; row < seals.length; row++) {
            shared += seals[row] == SEALED && trains[row] == TRAINED ? 1 : 0;
        }
        return shared;
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
            return in.readAllBytes();
        }
    }
}
