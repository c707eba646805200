package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cairn gc}. */
@Command(
        name = "gc",
        description = "Delete files that nothing names any more; the server does so by itself now and then.")
final class GcCommand extends ContextCommand {
    @Option(names = "--dry-run", description = "Only tell what would be deleted.")
    private boolean dryRun;

    GcCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode report = context().client().post("/storage:collect?dryRun=" + dryRun);
        if (report.has("skipped")) {
            terminal().print("nothing was collected: " + report.path("skipped").asText());
            return ExitCode.OK;
        }
        terminal()
                .print((dryRun ? "would forget " : "forgot ")
                        + report.path("checkpoints").asInt() + " checkpoints and "
                        + (dryRun ? "delete " : "deleted ")
                        + report.path("files").asInt() + " files, "
                        + report.path("bytes").asLong() + " bytes");
        return ExitCode.OK;
    }
}
