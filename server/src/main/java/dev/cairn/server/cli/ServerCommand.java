package dev.cairn.server.cli;

import dev.cairn.server.CairnServer.Role;
import java.util.EnumSet;
import picocli.CommandLine.Command;

/** {@code cairn server}: the interface without a worker. */
@Command(name = "server", description = "Start the server alone; workers are started beside it.")
final class ServerCommand extends ContextCommand {
    ServerCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws Exception {
        LocalServer.start(context(), EnumSet.of(Role.SERVER)).awaitEnd();
        return ExitCode.OK;
    }
}
