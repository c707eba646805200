package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn data}: datasets. */
@Command(
        name = "data",
        description = "Add, list, show and delete datasets.",
        subcommands = {
            DataCommand.Add.class,
            DataCommand.ListAll.class,
            DataCommand.Show.class,
            VaultCommand.class,
            ColumnsCommand.class,
            VersionCommands.Versions.class,
            VersionCommands.Delete.class
        })
final class DataCommand extends ContextCommand {
    DataCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        return new ListAll(context()).call();
    }

    /** {@code cairn data add FILE --name NAME}. */
    @Command(name = "add", description = "Upload a table, or the two idx files of an image set.")
    static final class Add extends ContextCommand {
        @Parameters(
                paramLabel = "FILE",
                description =
                        "CSV, TSV, JSON lines or ARFF (.gz is fine), Parquet, XLSX; or the idx file of the images.")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(names = "--name", description = "Name of the dataset; the file's own without its ending when absent.")
        private @Nullable String name;

        @Option(names = "--target", description = "Column to predict; the last one when absent.")
        private @Nullable String target;

        @Option(
                names = "--image",
                paramLabel = "HxW[xC]",
                description = "The columns are the pixels of images of this size.")
        private @Nullable String image;

        @Option(names = "--labels", paramLabel = "FILE", description = "The idx file of the labels.")
        private @Nullable Path labels;

        Add(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            DataFile data = new DataFile(
                    file, Optional.ofNullable(labels), Optional.ofNullable(target), Optional.ofNullable(image));
            String chosen = Optional.ofNullable(name).orElseGet(() -> nameOf(file));
            JsonNode dataset = new Uploader(context().client()).upload(chosen, data);
            terminal().print(describe(dataset));
            return ExitCode.OK;
        }

        private static String nameOf(Path file) {
            String last = Optional.ofNullable(file.getFileName()).orElse(file).toString();
            int dot = last.indexOf('.');
            return (dot > 0 ? last.substring(0, dot) : last).toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** {@code cairn data list}. */
    @Command(name = "list", description = "List the datasets.")
    static final class ListAll extends ContextCommand {
        @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
        private Format format = Format.table;

        ListAll(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode answer = context().client().get("/datasets?limit=1000");
            Table table = new Table(List.of("name", "version", "rows", "columns", "target", "created"));
            for (JsonNode dataset : answer.path("items")) {
                table.row(List.of(
                        dataset.path("name").asText(),
                        dataset.path("version").asText(),
                        dataset.path("rows").asText(),
                        Integer.toString(dataset.path("columns").size()),
                        dataset.path("target").asText(),
                        dataset.path("createdAt").asText()));
            }
            new Printer(terminal()).print(format, answer, table);
            return ExitCode.OK;
        }
    }

    /** {@code cairn data show NAME}. */
    @Command(name = "show", description = "Show what the columns of a dataset are and what is odd about them.")
    static final class Show extends ContextCommand {
        @Parameters(paramLabel = "NAME", description = "Its name, name@version or id.")
        @SuppressWarnings("NullAway.Init")
        private String name;

        @Option(names = "--target", description = "Tell leaks for this column to be predicted.")
        private @Nullable String target;

        @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
        private Format format = Format.table;

        Show(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode profile = context().client().get("/datasets/" + Client.segment(name) + "/profile" + query());
            Table table = new Table(List.of("column", "kind", "role", "missing", "distinct", "flags", "note"));
            for (JsonNode column : profile.path("columns")) {
                List<String> flags = new ArrayList<>();
                column.path("flags").forEach(flag -> flags.add(flag.asText()));
                table.row(List.of(
                        column.path("name").asText(),
                        column.path("kind").asText(),
                        column.path("role").asText(),
                        column.path("missing").asText(),
                        column.path("distinct").asText(),
                        String.join(" ", flags),
                        column.path("note").asText()));
            }
            new Printer(terminal()).print(format, profile, table);
            if (format == Format.table) {
                profile.path("warnings").forEach(warning -> terminal().say(warning.asText()));
            }
            return ExitCode.OK;
        }

        private String query() {
            return Optional.ofNullable(target)
                    .map(column -> "?target=" + Client.segment(column))
                    .orElse("");
        }
    }

    static String describe(JsonNode dataset) {
        return String.format(
                "%s@%d: %,d rows, %d columns, target '%s'",
                dataset.path("name").asText(),
                dataset.path("version").asInt(),
                dataset.path("rows").asLong(),
                dataset.path("columns").size(),
                dataset.path("target").asText());
    }
}
