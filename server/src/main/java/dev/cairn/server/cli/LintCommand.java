package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.server.spec.InvalidSpec;
import dev.cairn.server.spec.SpecReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn lint}: check a specification and show what it would do. */
@Command(name = "lint", description = "Check a specification; with a server running, against its dataset too.")
final class LintCommand extends ContextCommand {
    @Parameters(paramLabel = "SPEC", description = "Study specification, YAML or JSON.")
    @SuppressWarnings("NullAway.Init")
    private Path specification;

    @Option(names = "-o", description = "Output: table, json.")
    private Format format = Format.table;

    LintCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        SpecFile spec = SpecFile.read(specification);
        Optional<Client> server = context().runningServer();
        if (server.isEmpty()) {
            checkAlone(spec);
            terminal()
                    .print(specification
                            + " is well formed. No server runs, so it was not checked against its dataset.");
            return ExitCode.OK;
        }
        Submitter submitter = new Submitter(server.get(), terminal());
        submitter.uploadBeside(spec);
        JsonNode valid = submitter.validate(spec);
        if (format == Format.json) {
            terminal().print(Printer.json(valid));
            return ExitCode.OK;
        }
        summary(valid).forEach(terminal()::print);
        warmStart(valid.at("/spec/warmStart/taken")).ifPresent(terminal()::print);
        new Printer(terminal()).print(format, valid, space(valid.path("space")));
        valid.path("warnings").forEach(warning -> terminal().print("warning: " + warning.asText()));
        return ExitCode.OK;
    }

    private void checkAlone(SpecFile spec) {
        try {
            if (ExternalStudy.isMeantBy(spec.text())) {
                ExternalStudy.check(spec.text());
            } else {
                SpecReader.read(spec.text());
            }
        } catch (InvalidSpec e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    spec.path() + ": " + e.faults().size() + " problems found." + System.lineSeparator()
                            + FaultText.of(e.faults(), Optional.of(spec.text())),
                    e);
        }
    }

    private static List<String> summary(JsonNode valid) {
        JsonNode resolved = valid.path("resolved");
        JsonNode plan = valid.path("plan");
        List<String> models = new ArrayList<>();
        resolved.path("models").forEach(model -> models.add(model.asText()));
        String objective = resolved.path("objective").path("direction").asText() + " "
                + resolved.path("objective").path("metric").asText();
        String trials = plan.path("trials").asText() + " trials";
        if (!resolved.has("task")) {
            return List.of("valid: " + objective + " of what clients train", "plan:  " + trials);
        }
        return List.of(
                "valid: " + objective
                        + (resolved.has("target")
                                ? " of " + resolved.path("target").asText()
                                : "") + " ("
                        + resolved.path("task").asText() + ")",
                "data:  " + resolved.path("trainingRows").asText() + " training rows, "
                        + resolved.path("sealedRows").asText() + " sealed",
                "plan:  " + trials + " of " + String.join(", ", models) + ", "
                        + plan.path("folds").asText() + " models each, "
                        + plan.path("parallel").asText() + " at a time");
    }

    private static Optional<String> warmStart(JsonNode taken) {
        Set<String> studies = new LinkedHashSet<>();
        taken.forEach(hint -> studies.add("%s (distance %.2f)"
                .formatted(hint.path("study").asText(), hint.path("distance").asDouble())));
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of("start: %d configurations of %s between its own"
                        .formatted(taken.size(), String.join(", ", studies)));
    }

    private static Table space(JsonNode space) {
        Table table = new Table(List.of("parameter", "kind", "range", "scale", "when"));
        for (JsonNode parameter : space.path("parameters")) {
            table.row(List.of(
                    parameter.path("name").asText(),
                    parameter.path("kind").asText(),
                    parameter.has("levels")
                            ? parameter.path("levels").toString()
                            : parameter.path("low").asText() + " to "
                                    + parameter.path("high").asText(),
                    parameter.path("scale").asText("-"),
                    parameter.path("when").asText("-")));
        }
        return table;
    }
}
