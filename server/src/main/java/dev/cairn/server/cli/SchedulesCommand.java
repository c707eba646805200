package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cairn schedules}: studies that run again by the calendar. */
@Command(name = "schedules", description = "List the schedules, or cancel one.")
final class SchedulesCommand extends ContextCommand {
    @Option(names = "--cancel", paramLabel = "NAME", description = "Make no further study; those that were made stay.")
    private String cancelled = "";

    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    SchedulesCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        Client client = context().client();
        if (!cancelled.isEmpty()) {
            client.post("/schedules/" + Client.segment(cancelled) + ":cancel");
        }
        JsonNode answer = client.get("/schedules");
        Table table = new Table(List.of("name", "state", "next", "fired", "last study", "failure"));
        for (JsonNode schedule : answer.path("items")) {
            boolean active = schedule.path("active").asBoolean();
            table.row(List.of(
                    schedule.path("name").asText(),
                    active ? "active" : "cancelled",
                    active ? schedule.path("nextDue").asText() : "-",
                    schedule.path("fired").asText(),
                    schedule.path("lastStudy").asText("-"),
                    schedule.path("failure").asText("")));
        }
        new Printer(terminal()).print(format, answer, table);
        return ExitCode.OK;
    }
}
