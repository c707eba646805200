package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn explain}: a model that a person can read. */
@Command(
        name = "explain",
        description = "Print a linear model's weights or a tree's questions: the study's model, or a trial's.")
final class ExplainCommand extends ContextCommand {
    @Parameters(index = "0", paramLabel = "STUDY", description = "Name or id.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TRIAL",
            description = "Number of a trial, fitted on all training rows; the study's model when absent.")
    private @Nullable Integer trial;

    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}; json has the weights in full.")
    private Format format = Format.table;

    ExplainCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode model = context()
                .client()
                .get("/studies/" + Client.segment(study) + "/model"
                        + Optional.ofNullable(trial)
                                .map(number -> "?trial=" + number)
                                .orElse(""));
        if (format == Format.table) {
            terminal()
                    .print("trial %d (%s)"
                            .formatted(
                                    model.path("trial").asInt(),
                                    model.path("trainer").asText()));
            model.path("text").asText().lines().forEach(terminal()::print);
        } else {
            Table table = new Table(List.of("model"));
            model.path("text").asText().lines().forEach(line -> table.row(List.of(line)));
            new Printer(terminal()).print(format, model, table);
        }
        return ExitCode.OK;
    }
}
