package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a specification and the dataset beside it to the server. */
final class Submitter {
    private final Client client;
    private final Terminal terminal;

    Submitter(Client client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** Uploads the dataset that lies beside the specification, if there is one; known bytes are not stored again. */
    void uploadBeside(SpecFile spec) {
        Optional<String> dataset = spec.scalar("dataset").filter(name -> !name.contains("@"));
        if (dataset.isEmpty()) {
            return;
        }
        Path folder =
                Optional.ofNullable(spec.path().toAbsolutePath().getParent()).orElse(Path.of(""));
        DataFile.beside(folder, dataset.get())
                .map(data -> data.target().isPresent()
                        ? data
                        : new DataFile(data.file(), data.labels(), spec.scalar("target"), data.image()))
                .ifPresent(
                        data -> terminal.say(DataCommand.describe(new Uploader(client).upload(dataset.get(), data))));
    }

    /** Submits; a fault is reported with the line it stands in. */
    JsonNode submit(SpecFile spec) {
        return withSource(spec, () -> client.postYaml("/studies", spec.text()));
    }

    /** Submits a specification that has a calendar. */
    JsonNode schedule(SpecFile spec) {
        return withSource(spec, () -> client.postYaml("/schedules", spec.text()));
    }

    JsonNode validate(SpecFile spec) {
        return withSource(spec, () -> client.postYaml("/studies:validate", spec.text()));
    }

    /** What crosses the seal of a study's test rows, in sentences. */
    List<String> warnings(String study) {
        List<String> notes = new ArrayList<>();
        client.get("/studies/" + Client.segment(study) + "/vault")
                .path("divisions")
                .forEach(division -> division.path("overlaps")
                        .forEach(o -> notes.add(o.path("note").asText())));
        return notes;
    }

    /**
     * The study to watch for this specification: the one that runs under its name with the same text, or a new one, under the
     * name with a number behind it when the name is taken.
     */
    JsonNode submitOrContinue(SpecFile spec) {
        Optional<String> name = spec.scalar("name");
        if (name.isEmpty()) {
            return submit(spec);
        }
        String candidate = name.get();
        for (int number = 2; ; number++) {
            Optional<JsonNode> existing = find(candidate);
            SpecFile renamed = candidate.equals(name.get()) ? spec : spec.with("name", candidate);
            if (existing.isEmpty()) {
                return submit(renamed);
            }
            if (isLive(existing.get()) && sameText(candidate, renamed)) {
                terminal.say("Study " + candidate + " is running already; watching it.");
                return existing.get();
            }
            candidate = name.get() + "-" + number;
        }
    }

    private Optional<JsonNode> find(String study) {
        try {
            return Optional.of(client.get("/studies/" + Client.segment(study)));
        } catch (ProblemAnswer e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isLive(JsonNode study) {
        return switch (study.path("state").asText()) {
            case "running", "finishing" -> true;
            default -> false;
        };
    }

    private boolean sameText(String study, SpecFile spec) {
        return client.get("/studies/" + Client.segment(study) + "/spec")
                .path("source")
                .asText()
                .equals(spec.text());
    }

    private JsonNode withSource(SpecFile spec, java.util.function.Supplier<JsonNode> call) {
        try {
            return call.get();
        } catch (ProblemAnswer e) {
            throw new CommandFailure(
                    e.exitCode(),
                    spec.path() + ": " + String.join(System.lineSeparator(), e.lines(Optional.of(spec.text()))),
                    e);
        }
    }
}
