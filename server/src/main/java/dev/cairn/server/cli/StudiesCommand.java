package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cairn studies}: what runs and what ran. */
@Command(name = "studies", description = "List the studies, newest first.")
final class StudiesCommand extends ContextCommand {
    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    StudiesCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode answer = context().client().get("/studies?limit=1000");
        Table table = new Table(List.of("name", "state", "dataset", "trials", "metric", "best", "created"));
        for (JsonNode study : answer.path("items")) {
            ProgressLine progress = Watcher.line(study);
            table.row(List.of(
                    study.path("name").asText(),
                    study.path("state").asText(),
                    study.path("dataset").path("name").asText() + "@"
                            + study.path("dataset").path("version").asText(),
                    progress.done() + "/" + progress.total(),
                    study.path("objective").path("metric").asText(),
                    progress.best().isPresent() ? Numbers.score(progress.best().getAsDouble()) : "-",
                    study.path("createdAt").asText()));
        }
        new Printer(terminal()).print(format, answer, table);
        return ExitCode.OK;
    }
}
