package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn lineage}: the trials that a trial of a population goes on from. */
@Command(
        name = "lineage",
        description = "Print the trials that a trial of a population goes on from, and what each changed.")
final class LineageCommand extends ContextCommand {
    @Parameters(index = "0", paramLabel = "STUDY", description = "Name or id.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    @Parameters(index = "1", paramLabel = "TRIAL", description = "Number of the trial.")
    private int trial;

    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    LineageCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode lineage = context()
                .client()
                .get("/studies/" + Client.segment(study) + "/trials/" + trial)
                .path("lineage");
        if (lineage.isEmpty() && format == Format.table) {
            terminal().print("Trial " + trial + " began fresh: it goes on from no other.");
            return ExitCode.OK;
        }
        new Printer(terminal()).print(format, lineage, table(lineage));
        return ExitCode.OK;
    }

    private static Table table(JsonNode lineage) {
        Table table = new Table(List.of("trial", "state", "steps", "score", "values"));
        JsonNode before = MissingNode.getInstance();
        for (JsonNode one : lineage) {
            List<String> row = new ArrayList<>(List.of(
                    one.path("number").asText(),
                    one.path("state").asText(),
                    one.path("steps").asText(),
                    one.path("score").isNumber()
                            ? Numbers.score(one.path("score").asDouble())
                            : "-",
                    changes(before, one.path("values"))));
            table.row(row);
            before = one.path("values");
        }
        return table;
    }

    /** All values of the first, and of the others those that differ from the one before. */
    private static String changes(JsonNode before, JsonNode values) {
        TreeMap<String, String> changed = new TreeMap<>();
        values.properties().forEach(value -> {
            if (!value.getValue().equals(before.path(value.getKey()))) {
                changed.put(value.getKey(), value.getValue().asText());
            }
        });
        return changed.isEmpty()
                ? "as before"
                : changed.entrySet().stream()
                        .map(value -> value.getKey() + "=" + value.getValue())
                        .collect(Collectors.joining(" "));
    }
}
