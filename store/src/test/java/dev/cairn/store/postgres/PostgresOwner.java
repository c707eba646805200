package dev.cairn.store.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that owns a server and waits to be killed. */
final class PostgresOwner {
    private PostgresOwner() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(postgres.pid());
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
