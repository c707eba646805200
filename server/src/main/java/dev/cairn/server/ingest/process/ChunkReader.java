package dev.cairn.server.ingest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/** Fetches rows on a thread of its own, a few chunks ahead of who works on them, so that both keep a core busy. */
final class ChunkReader implements AutoCloseable {
    private static final int AHEAD = 3;

    /** What the fetching thread hands over: rows, or how it ended. */
    private record Parcel(Optional<Chunk> chunk, Optional<Throwable> failure) {
        static final Parcel END = new Parcel(Optional.empty(), Optional.empty());
    }

    /** Ends the fetching from within the query. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("nobody reads on", null, false, false);
        }
    }

    private final BlockingQueue<Parcel> parcels = new ArrayBlockingQueue<>(AHEAD);
    private final Thread fetching;
    private volatile boolean stopped;

    /** Begins to read what a query selects into chunks of these columns. */
    ChunkReader(Database database, String query, Supplier<Chunk> empty) {
        fetching = new Thread(() -> fetch(database, query, empty), "fetch-rows");
        fetching.setDaemon(true);
        fetching.start();
    }

    private void fetch(Database database, String query, Supplier<Chunk> empty) {
        try {
            hand(fetched(database, query, empty));
        } catch (Stopped e) {
            // who would have read it has gone
        }
    }

    private Parcel fetched(Database database, String query, Supplier<Chunk> empty) {
        Chunk[] open = {empty.get()};
        try {
            database.query(query, row -> {
                open[0].add(row);
                if (open[0].isFull()) {
                    hand(new Parcel(Optional.of(open[0]), Optional.empty()));
                    open[0] = empty.get();
                }
            });
            hand(new Parcel(Optional.of(open[0]), Optional.empty()));
            return Parcel.END;
        } catch (Stopped e) {
            return Parcel.END;
        } catch (SQLException | RuntimeException | Error e) {
            // Whatever it is: the other thread waits for a word.
            return new Parcel(Optional.empty(), Optional.of(e));
        }
    }

    private void hand(Parcel parcel) {
        try {
            if (stopped) {
                throw new Stopped();
            }
            parcels.put(parcel);
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }

    /** The next rows; empty at the end. */
    Optional<Chunk> next() throws SQLException {
        try {
            Parcel parcel = parcels.take();
            if (parcel.failure().isPresent()) {
                throw thrown(parcel.failure().get());
            }
            return parcel.chunk();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while rows were fetched", e));
        }
    }

    private static SQLException thrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (failure instanceof Error error) {
            throw error;
        }
        return (SQLException) failure;
    }

    /** Ends the query, so that the database is free for the next one. */
    @Override
    public void close() {
        stopped = true;
        fetching.interrupt();
        boolean interrupted = false;
        while (fetching.isAlive()) {
            try {
                fetching.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
