package dev.cairn.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cairn logs}: what a trial printed. */
@Command(name = "logs", description = "Print the log of a trial's newest attempt.")
final class LogsCommand extends ContextCommand {
    @Parameters(index = "0", paramLabel = "STUDY", description = "Name or id.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    @Parameters(index = "1", paramLabel = "TRIAL", description = "Number of the trial.")
    private int trial;

    LogsCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        String log = context().client().getText("/studies/" + Client.segment(study) + "/trials/" + trial + "/logs");
        log.lines().forEach(terminal()::print);
        return ExitCode.OK;
    }
}
