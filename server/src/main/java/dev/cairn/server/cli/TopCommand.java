package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn top}: the leaderboard of a study. */
@Command(name = "top", description = "Print the leaderboard of a study.")
final class TopCommand extends ContextCommand {
    @Parameters(paramLabel = "STUDY", description = "Name or id.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    @Option(names = "-n", paramLabel = "ROWS", description = "Rows (default ${DEFAULT-VALUE}).")
    private int rows = 10;

    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    TopCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        new Standings(context().client(), terminal()).print(study, rows, format);
        if (format == Format.table) {
            JsonNode now = context().client().get("/studies/" + Client.segment(study));
            terminal()
                    .say(String.format(
                            Locale.ROOT,
                            "used %.3g device-hours%s",
                            now.path("spent").path("deviceHours").asDouble(),
                            Watcher.spent(now).isEmpty() ? "" : "; budget:" + Watcher.spent(now)));
            sayWhatWaits();
        }
        return ExitCode.OK;
    }

    /** Of what runs, only what cannot go on has a reason. */
    private void sayWhatWaits() {
        JsonNode timeline = context().client().get("/studies/" + Client.segment(study) + "/timeline");
        for (JsonNode attempt : timeline.path("items")) {
            if (attempt.path("state").asText().equals("running") && attempt.has("reason")) {
                terminal()
                        .say("trial " + attempt.path("trial").asInt() + " waits: "
                                + attempt.path("reason").asText());
            }
        }
    }
}
