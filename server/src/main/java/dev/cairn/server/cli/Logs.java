package dev.cairn.server.cli;

import java.nio.file.Path;

/** Sends what a server or worker logs to a file below its home. To be called before the first logger is made. */
final class Logs {
    private Logs() {}

    static void toFile(Path home) {
        System.setProperty("cairn.logs", home.resolve("logs").toString());
        System.setProperty("logback.configurationFile", "logback-server.xml");
    }
}
