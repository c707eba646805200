package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cairn queue}: what runs and what waits, and why. */
@Command(name = "queue", description = "List what runs and what waits on each queue, and why it waits.")
final class QueueCommand extends ContextCommand {
    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    QueueCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode queues = context().client().get("/queue");
        new Printer(terminal()).print(format, queues, table(queues));
        return ExitCode.OK;
    }

    /** A row for each study on a queue, and one for a queue that is empty. */
    private static Table table(JsonNode queues) {
        Table table = new Table(List.of("queue", "slots", "study", "priority", "running", "waiting", "why"));
        for (JsonNode queue : queues.path("items")) {
            String name = queue.path("name").asText();
            String slots = queue.path("slots").asText();
            for (JsonNode share : queue.path("studies")) {
                table.row(List.of(
                        name,
                        slots,
                        share.path("study").path("name").asText(),
                        share.path("priority").asText(),
                        share.path("running").asText(),
                        share.path("queued").asText(),
                        why(share)));
            }
            if (queue.path("studies").isEmpty()) {
                table.row(List.of(name, slots, "", "", "0", "0", ""));
            }
        }
        return table;
    }

    private static String why(JsonNode share) {
        String why = share.path("why").asText("");
        int failed = share.path("backOff").path("trials").asInt(0);
        // Where nothing else waits, that is the reason already.
        return failed > 0 && failed < share.path("queued").asInt()
                ? why + "; " + failed + " of them failed and wait to be tried again"
                : why;
    }
}
