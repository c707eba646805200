package dev.cairn.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands share: their context and {@code --help}. */
@Command
abstract class ContextCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Context context;

    ContextCommand(Context context) {
        this.context = context;
    }

    final Context context() {
        return context;
    }

    final Terminal terminal() {
        return context.terminal();
    }

    final boolean helpRequested() {
        return help;
    }
}
