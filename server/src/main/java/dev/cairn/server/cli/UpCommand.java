package dev.cairn.server.cli;

import dev.cairn.server.CairnServer.Role;
import java.util.EnumSet;
import picocli.CommandLine.Command;

/** {@code cairn up}: everything on this machine, until Ctrl-C. */
@Command(name = "up", description = "Start everything on this machine: PostgreSQL, server, worker, dashboard.")
final class UpCommand extends ContextCommand {
    UpCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws Exception {
        LocalServer.start(context(), EnumSet.allOf(Role.class)).awaitEnd();
        return ExitCode.OK;
    }
}
