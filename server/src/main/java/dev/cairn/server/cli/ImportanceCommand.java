package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn importance}: which parameters of a study mattered. */
@Command(name = "importance", description = "Print which parameters of a study mattered, with 90 %% intervals.")
final class ImportanceCommand extends ContextCommand {
    private static final int MOST_PAIRS = 5;

    @Parameters(paramLabel = "STUDY", description = "Name or id.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    ImportanceCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode importance = context().client().get("/studies/" + Client.segment(study) + "/analysis/importance");
        new Printer(terminal()).print(format, importance, single(importance));
        if (format == Format.table) {
            sentences(importance);
        }
        return ExitCode.OK;
    }

    private static Table single(JsonNode importance) {
        Table table = new Table(List.of("parameter", "among the best", "90 % interval", "overall", "90 % interval"));
        StreamSupport.stream(importance.path("parameters").spliterator(), false)
                .sorted(Comparator.comparingDouble(
                        one -> -one.path("best").path("value").asDouble()))
                .forEach(one -> table.row(List.of(
                        one.path("name").asText(),
                        share(one.path("best")),
                        interval(one.path("best")),
                        share(one.path("overall")),
                        interval(one.path("overall")))));
        return table;
    }

    private void sentences(JsonNode importance) {
        int trials = importance.path("trials").asInt();
        if (!importance.path("parameters").path(0).has("best")) {
            terminal().print("Too few completed trials to judge by: " + trials + " of 10.");
            return;
        }
        StreamSupport.stream(importance.path("interactions").spliterator(), false)
                .limit(MOST_PAIRS)
                .forEach(pair -> terminal()
                        .print("%s with %s: %s of the variance beyond what each does alone (%s)"
                                .formatted(
                                        pair.path("first").asText(),
                                        pair.path("second").asText(),
                                        share(pair.path("share")),
                                        interval(pair.path("share")))));
        terminal().print("Judged by " + trials + " completed trials.");
    }

    private static String share(JsonNode share) {
        return share.isMissingNode() ? "-" : percent(share.path("value"));
    }

    private static String interval(JsonNode share) {
        return share.isMissingNode() ? "-" : percent(share.path("low")) + " to " + percent(share.path("high"));
    }

    private static String percent(JsonNode part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part.asDouble());
    }
}
