package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn data versions} and {@code cairn data delete}. */
final class VersionCommands {
    private VersionCommands() {}

    /** {@code cairn data versions NAME}. */
    @Command(name = "versions", description = "Show which version came from what, and which studies use it.")
    static final class Versions extends ContextCommand {
        @Parameters(paramLabel = "NAME", description = "The dataset's name.")
        @SuppressWarnings("NullAway.Init")
        private String name;

        @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
        private Format format = Format.table;

        Versions(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode answer = context().client().get("/datasets/" + Client.segment(name) + "/versions");
            Table table = new Table(List.of("version", "rows", "columns", "changes", "studies", "created"));
            for (JsonNode version : answer.path("items")) {
                List<String> studies = new ArrayList<>(texts(version.path("sealedFor")));
                version.path("studies").forEach(use -> studies.addAll(texts(use.path("studies"))));
                table.row(List.of(
                        version.at("/dataset/version").asText(),
                        version.path("rows").asText(),
                        version.path("columns").asText(),
                        changes(version),
                        String.join(" ", studies),
                        version.path("createdAt").asText()));
            }
            new Printer(terminal()).print(format, answer, table);
            return ExitCode.OK;
        }

        private static String changes(JsonNode version) {
            if (!version.has("before")) {
                return "first";
            }
            List<String> changes = new ArrayList<>();
            changes.add(String.format("%+d rows", version.path("addedRows").asLong()));
            texts(version.path("addedColumns")).forEach(name -> changes.add("+" + name));
            texts(version.path("removedColumns")).forEach(name -> changes.add("-" + name));
            texts(version.path("changedColumns")).forEach(name -> changes.add("~" + name));
            return "from " + version.path("before").asInt() + ": " + String.join(" ", changes);
        }

        private static List<String> texts(JsonNode list) {
            List<String> texts = new ArrayList<>();
            list.forEach(item -> texts.add(item.asText()));
            return texts;
        }
    }

    /** {@code cairn data delete NAME@VERSION}. */
    @Command(name = "delete", description = "Delete one version of a dataset that no study uses.")
    static final class Delete extends ContextCommand {
        @Parameters(paramLabel = "NAME", description = "Its name@version or id; a name alone is its newest version.")
        @SuppressWarnings("NullAway.Init")
        private String name;

        @Option(
                names = "--force",
                description = "Delete the studies that use it too, with their results and models; all must be over.")
        private boolean force;

        Delete(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode known = context().client().get("/datasets/" + Client.segment(name));
            context().client().delete("/datasets/" + known.path("id").asText() + (force ? "?force=true" : ""));
            terminal()
                    .print(known.path("name").asText() + "@"
                            + known.path("version").asInt() + " is deleted");
            return ExitCode.OK;
        }
    }
}
