package dev.cairn.server.ingest.process;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A work on a table by a thread and on a connection of its own, while its owner works on the same table. */
final class Beside<T> implements AutoCloseable {
    /** What is done. */
    @FunctionalInterface
    interface Work<T> {
        T on(TableFile table) throws SQLException, IOException;
    }

    private final Database database;
    private final ExecutorService thread;
    private final Future<T> result;

    private Beside(TableFile table, Work<T> work) throws SQLException {
        database = table.database().beside();
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread beside = new Thread(task, "beside");
            beside.setDaemon(true);
            return beside;
        });
        TableFile own = new TableFile(database, table.path(), table.schema(), table.parts());
        result = thread.submit(() -> work.on(own));
    }

    static <T> Beside<T> begun(TableFile table, Work<T> work) throws SQLException {
        return new Beside<>(table, work);
    }

    /** Waits for its end. */
    T result() throws SQLException, IOException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a table was read", e);
        } catch (ExecutionException e) {
            throw thrown(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static IOException thrown(Throwable failure) throws SQLException {
        if (failure instanceof SQLException sql) {
            throw sql;
        } else if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException io ? io : new IOException(failure);
    }

    /** Ends it, whether or not it has come to its end. */
    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
