package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn workers}: who offers slots, and orders to them. */
@Command(name = "workers", description = "List the workers and their slots, or drain, cordon or uncordon one.")
final class WorkersCommand extends ContextCommand {
    /** What a worker can be asked. */
    enum Order {
        list,
        drain,
        cordon,
        uncordon
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ORDER",
            defaultValue = "list",
            description = "${COMPLETION-CANDIDATES}.")
    private Order order = Order.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "WORKER", description = "Beginning of its id.")
    private String worker = "";

    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    WorkersCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode workers = context().client().get("/workers");
        if (order == Order.list) {
            new Printer(terminal()).print(format, workers, table(workers));
            return ExitCode.OK;
        }
        JsonNode changed = context().client().post("/workers/" + id(workers) + ":" + order);
        terminal()
                .print(changed.path("id").asText() + " is "
                        + changed.path("state").asText());
        return ExitCode.OK;
    }

    private String id(JsonNode workers) {
        List<String> matching = new java.util.ArrayList<>();
        for (JsonNode one : workers.path("items")) {
            if (one.path("id").asText().endsWith(worker)
                    || one.path("id").asText().startsWith(worker)) {
                matching.add(one.path("id").asText());
            }
        }
        if (worker.isEmpty() || matching.size() != 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'" + worker + "' means " + matching.size() + " workers; 'cairn workers' lists their ids");
        }
        return matching.get(0);
    }

    private static Table table(JsonNode workers) {
        Table table = new Table(List.of("id", "host", "pid", "state", "slots", "running"));
        for (JsonNode worker : workers.path("items")) {
            Map<String, Integer> slots = new TreeMap<>();
            worker.path("slots").forEach(slot -> slots.merge(slot.path("queue").asText(), 1, Integer::sum));
            table.row(List.of(
                    worker.path("id").asText(),
                    worker.path("host").asText(),
                    worker.path("pid").asText(),
                    worker.path("state").asText(),
                    slots.entrySet().stream()
                            .map(queue -> queue.getKey() + "=" + queue.getValue())
                            .collect(Collectors.joining(" ")),
                    worker.path("running").asText()));
        }
        return table;
    }
}
