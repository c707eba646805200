package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cairn watch}: follow a study. */
@Command(name = "watch", description = "Follow a study to its end.")
final class WatchCommand extends ContextCommand {
    @Parameters(paramLabel = "STUDY", description = "Name or id.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    WatchCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode ended = new Watcher(context().client(), terminal()).untilEnd(study);
        terminal().print(Watcher.line(ended).text(terminal().unicode()));
        if (ended.has("ended")) {
            terminal().print("Ended early: " + ended.path("ended").asText());
        }
        return Standings.exitCode(ended, terminal());
    }
}
