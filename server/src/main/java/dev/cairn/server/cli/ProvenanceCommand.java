package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn provenance}: how the models of a trial came to be. */
@Command(
        name = "provenance",
        description =
                "Print how the models of a trial came to be: all values, seeds, rows and, of Tribuo's, its own account.")
final class ProvenanceCommand extends ContextCommand {
    @Parameters(index = "0", paramLabel = "STUDY", description = "Name or id.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    @Parameters(index = "1", paramLabel = "TRIAL", description = "Number of the trial.")
    private int trial;

    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    ProvenanceCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode provenance = context()
                .client()
                .get("/studies/" + Client.segment(study) + "/trials/" + trial)
                .path("provenance");
        if (provenance.isMissingNode()) {
            terminal().say("Trial " + trial + " has none: it has not completed, or its models were made elsewhere.");
            return ExitCode.NOT_FOUND;
        }
        new Printer(terminal()).print(format, provenance, table(provenance));
        if (format == Format.table) {
            terminal().print(provenance.path("trainer").asText() + " " + words(provenance.path("values")));
            terminal().print("versions: " + words(provenance.path("versions")));
            JsonNode configuration = provenance.path("folds").path(0).path("configuration");
            if (configuration.isTextual()) {
                terminal().print("fold 1 by Tribuo: " + configuration.asText());
            }
        }
        return ExitCode.OK;
    }

    private static Table table(JsonNode provenance) {
        Table table = new Table(List.of("fold", "seed", "steps", "rows", "digest of their places"));
        int number = 0;
        for (JsonNode fold : provenance.path("folds")) {
            table.row(List.of(
                    Integer.toString(++number),
                    fold.path("seed").asText(),
                    fold.path("steps").asText(),
                    fold.path("rows").asText(),
                    fold.path("digest").asText()));
        }
        return table;
    }

    private static String words(JsonNode map) {
        return map.properties().stream()
                .map(one -> one.getKey() + "=" + one.getValue().asText())
                .collect(Collectors.joining(" "));
    }
}
