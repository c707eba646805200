package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn data vault NAME}: what happened to sealed rows. */
@Command(name = "vault", description = "Show who read or was refused sealed rows, and which studies cross their seal.")
final class VaultCommand extends ContextCommand {
    @Parameters(paramLabel = "NAME", description = "The dataset's name, name@version or id.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    VaultCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode vault = context().client().get("/datasets/" + Client.segment(name) + "/vault");
        Table table =
                new Table(List.of("sealed by", "target", "sealed rows", "reads", "refused", "studies", "crossing it"));
        for (JsonNode division : vault.path("divisions")) {
            List<String> studies = new ArrayList<>();
            division.path("studies").forEach(study -> studies.add(study.asText()));
            List<String> notes = new ArrayList<>();
            division.path("overlaps")
                    .forEach(overlap -> notes.add(overlap.path("note").asText()));
            table.row(List.of(
                    division.path("test").asText(),
                    division.path("target").asText(),
                    division.path("sealedRows").asText(),
                    division.path("reads").asText(),
                    division.path("refused").asText(),
                    String.join(" ", studies),
                    String.join(" ", notes)));
        }
        new Printer(terminal()).print(format, vault, table);
        return ExitCode.OK;
    }
}
