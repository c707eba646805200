package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.InvalidSearch;
import dev.cairn.search.simulate.Courses;
import dev.cairn.search.simulate.Means;
import dev.cairn.search.simulate.Played;
import dev.cairn.search.simulate.VirtualStudy;
import dev.cairn.server.simulate.AssumedTable;
import dev.cairn.server.simulate.PowerLaw;
import dev.cairn.server.simulate.RecordedTrial;
import dev.cairn.server.simulate.Recording;
import dev.cairn.server.simulate.SimulatedStudy;
import dev.cairn.server.spec.BudgetSpec;
import dev.cairn.server.spec.InvalidSpec;
import dev.cairn.server.wire.Json;
import dev.cairn.trainers.data.ImageShape;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn simulate}: how a study would go, before it runs, or how a recorded one would have gone otherwise. */
@Command(
        name = "simulate",
        description = {
            "Play a study in virtual time: its trials, rungs, slot hours and money, before it is run.",
            "With --replay, on the learning curves of a study that was run, under other options."
        })
final class SimulateCommand extends ContextCommand {
    @Parameters(arity = "0..1", paramLabel = "SPEC", description = "Study specification, YAML or JSON.")
    private @Nullable Path specification;

    @Option(names = "--replay", paramLabel = "STUDY", description = "Name or id of a recorded study to play again.")
    private @Nullable String replay;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Slots that run the trials; by default those of the queue, else as many as are parallel.")
    private @Nullable Integer slots;

    @Option(
            names = "--seconds-per-step",
            paramLabel = "[TRAINER=]S",
            split = ",",
            description =
                    "What a step of a trial takes, like 0.5 or boosting=0.02,mlp=3; by default as measured by earlier"
                            + " studies, else 1.")
    private List<String> secondsPerStep = List.of();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Training rows to assume where no server knows the dataset.")
    private @Nullable Integer rows;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OtherPlan other;

    @Option(names = "-o", description = "Output: table, json.")
    private Format format = Format.table;

    SimulateCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        Optional<SpecFile> file = Optional.ofNullable(specification).map(SpecFile::read);
        Optional<String> study = Optional.ofNullable(replay);
        if (file.isPresent() == study.isPresent()) {
            throw usage("name a specification to simulate, or a study with --replay; one of the two.");
        }
        if ((slots != null && slots < 1) || (rows != null && rows < 1)) {
            throw usage("--slots and --rows are at least 1.");
        }
        SimulationReport report = file.map(this::ahead).orElseGet(() -> again(study.orElseThrow()));
        new SimulationText(terminal()).print(format, report);
        return ExitCode.OK;
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** Before it is run: on made-up curves. */
    private SimulationReport ahead(SpecFile spec) {
        Optional<Client> server = context().runningServer();
        List<String> assumptions = new ArrayList<>(List.of(PowerLaw.TOLD));
        checked(spec.path() + ": ", Optional.of(spec.text()), () -> {
            SimulatedStudy.check(spec.text());
            return true;
        });
        Known known =
                server.map(client -> known(client, spec, assumptions)).orElseGet(() -> unknown(spec, assumptions));
        SimulatedStudy study = read(known.text, known.table);
        List<String> trainers =
                study.search().pruners().keySet().stream().sorted().toList();
        Map<String, Double> times = times(server, study, trainers, assumptions);
        Means means = means(study, server, assumptions);
        Courses courses = new PowerLaw(study.search(), study.lengths(), trainer -> times.getOrDefault(trainer, 1.0));
        Played played = play(study, means, courses);
        return report(study, assumptions, means, played, Optional.empty(), List.of());
    }

    /** A specification as it is played, and the table that it is of. */
    private record Known(String text, AssumedTable table) {}

    private Known unknown(SpecFile spec, List<String> assumptions) {
        int assumed = rows == null ? AssumedTable.USUAL.rows() : rows;
        if (spec.scalar("dataset").isPresent()) {
            assumptions.add("no server runs: a table of %d rows and %d features"
                    .formatted(assumed, AssumedTable.USUAL.features()));
        }
        return new Known(
                spec.text(),
                new AssumedTable(assumed, AssumedTable.USUAL.features(), OptionalInt.empty(), Optional.empty()));
    }

    private Known known(Client client, SpecFile spec, List<String> assumptions) {
        if (spec.scalar("dataset").isEmpty()) {
            return unknown(spec, assumptions);
        }
        Submitter submitter = new Submitter(client, terminal());
        submitter.uploadBeside(spec);
        JsonNode valid = submitter.validate(spec);
        AssumedTable table = table(client, valid);
        assumptions.add("the dataset's %d training rows and %d features".formatted(table.rows(), table.features()));
        return new Known(valid.path("spec").toString(), table);
    }

    private static AssumedTable table(Client client, JsonNode valid) {
        JsonNode resolved = valid.path("resolved");
        JsonNode dataset = client.get(
                "/datasets/" + Client.segment(resolved.at("/dataset/id").asText()));
        JsonNode image = dataset.path("image");
        return new AssumedTable(
                resolved.path("trainingRows").asInt(),
                Math.max(1, dataset.path("columns").size() - 1),
                OptionalInt.of(resolved.path("classes").asInt()),
                image.has("height")
                        ? Optional.of(new ImageShape(
                                image.path("height").asInt(),
                                image.path("width").asInt(),
                                image.path("channels").asInt()))
                        : Optional.empty());
    }

    /** On the curves of a recorded study. */
    private SimulationReport again(String name) {
        Client client = context().client();
        JsonNode study = client.get("/studies/" + Client.segment(name));
        String text = client.get("/studies/" + Client.segment(name) + "/spec")
                .path("spec")
                .toString();
        List<String> assumptions = new ArrayList<>();
        AssumedTable table = study.has("dataset")
                ? table(
                        client,
                        client.post(
                                "/studies:validate",
                                "application/json",
                                BodyPublishers.ofString(text),
                                Duration.ofSeconds(30)))
                : AssumedTable.USUAL;
        SimulatedStudy played = read(text, table);
        List<RecordedTrial> trials = new RecordedStudies(client).trials(study);
        Recording recording = recording(played, name, trials);
        Means means = means(played, Optional.of(client), assumptions);
        Played result = play(played, means, recording);
        assumptions.add(
                0,
                "%d of %d configurations were recorded, the others are answered by %s"
                        .formatted(recording.known(), recording.asked(), recording.answeredBy()));
        assumptions.add(
                1, "%d curves that were stopped go on like their nearest neighbour".formatted(recording.extended()));
        double seconds = RecordedStudies.seconds(study.path("startedAt"), study.path("finishedAt"));
        SimulationReport.Figures theirs =
                SimulationText.recorded(study, trials, seconds, played.search().direction());
        return report(
                played,
                assumptions,
                means,
                result,
                Optional.of(theirs),
                SimulationReport.regret(trials, result, seconds, played.search().direction()));
    }

    private static Recording recording(SimulatedStudy study, String name, List<RecordedTrial> trials) {
        try {
            return new Recording(study.search(), study.lengths(), trials);
        } catch (InvalidSearch e) {
            throw new CommandFailure(ExitCode.USAGE, "study '" + name + "' cannot be replayed: " + e.getMessage(), e);
        }
    }

    private static Played play(SimulatedStudy study, Means means, Courses courses) {
        try {
            return VirtualStudy.play(study.search(), means, courses);
        } catch (InvalidSearch e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot be simulated: " + e.getMessage(), e);
        }
    }

    private static SimulationReport report(
            SimulatedStudy study,
            List<String> assumptions,
            Means means,
            Played played,
            Optional<SimulationReport.Figures> recorded,
            List<SimulationReport.Regret> regret) {
        List<String> all = new ArrayList<>(assumptions);
        all.addAll(study.assumptions());
        return new SimulationReport(
                true,
                study.name(),
                study.strategy(),
                study.rule(),
                all,
                SimulationReport.Allowed.of(means),
                SimulationReport.Figures.of(played, recorded.isPresent()),
                recorded,
                played.rungs(),
                regret);
    }

    private SimulatedStudy read(String text, AssumedTable table) {
        return checked("", Optional.empty(), () -> SimulatedStudy.read(text, other.overrides(), table));
    }

    /** Reads something; a fault is told with its line where the text is the user's own. */
    private static <T> T checked(String place, Optional<String> source, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidSpec e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    place + e.faults().size() + " problems found." + System.lineSeparator()
                            + FaultText.of(e.faults(), source),
                    e);
        } catch (InvalidSearch e) {
            throw new CommandFailure(ExitCode.USAGE, place + "cannot be simulated: " + e.getMessage(), e);
        }
    }

    private Map<String, Double> times(
            Optional<Client> server, SimulatedStudy study, List<String> trainers, List<String> assumptions) {
        Map<String, Double> times = given(trainers);
        List<String> open =
                trainers.stream().filter(name -> !times.containsKey(name)).toList();
        times.forEach((name, seconds) -> assumptions.add("a step of %s takes %ss, as given".formatted(name, seconds)));
        Map<String, RecordedStudies.Measured> measured = server.filter(client -> !open.isEmpty())
                .map(client -> new RecordedStudies(client).times(study.dataset(), open))
                .orElse(Map.of());
        for (String name : open) {
            RecordedStudies.Measured known = measured.get(name);
            times.put(name, known == null ? 1.0 : known.seconds());
            assumptions.add(
                    known == null
                            ? "a step of %s takes 1s: nothing is measured; say --seconds-per-step".formatted(name)
                            : "a step of %s takes %.3gs, the median of study '%s'"
                                    .formatted(name, known.seconds(), known.study()));
        }
        return times;
    }

    private Map<String, Double> given(List<String> trainers) {
        Map<String, Double> times = new TreeMap<>();
        for (String pair : secondsPerStep) {
            String[] parts = pair.split("=", 2);
            double seconds = OtherPlan.positive("--seconds-per-step", parts[parts.length - 1]);
            if (parts.length == 1) {
                trainers.forEach(name -> times.putIfAbsent(name, seconds));
            } else if (trainers.contains(parts[0])) {
                times.put(parts[0], seconds);
            } else {
                throw usage("--seconds-per-step: '%s' is not trained here; there are %s."
                        .formatted(parts[0], String.join(", ", trainers)));
            }
        }
        return times;
    }

    private Means means(SimulatedStudy study, Optional<Client> server, List<String> assumptions) {
        BudgetSpec budget = study.budget();
        Optional<JsonNode> queue = server.flatMap(client -> study.queue().flatMap(name -> queue(client, name)));
        int offered =
                queue.map(node -> node.path("slots").asInt()).filter(n -> n > 0).orElse(budget.parallel());
        int taken = slots == null ? offered : slots;
        double price = queue.map(node -> node.path("pricePerSlotHour").asDouble())
                .orElseGet(() -> study.queue()
                        .map(name -> context().config().prices().getOrDefault(name, 0.0))
                        .orElse(0.0));
        if (budget.money().isPresent() && price == 0) {
            assumptions.add("no price is configured for a slot (CAIRN_PRICES), so money bounds nothing");
        }
        return new Means(
                budget.trials(),
                budget.parallel(),
                taken,
                budget.time()
                        .map(time -> OptionalDouble.of(time.toMillis() / 1000.0))
                        .orElse(OptionalDouble.empty()),
                budget.deviceHours()
                        .map(hours -> OptionalDouble.of(hours * 3600))
                        .orElse(OptionalDouble.empty()),
                budget.money().map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                price);
    }

    private static Optional<JsonNode> queue(Client client, String name) {
        for (JsonNode queue : client.get("/queue").path("items")) {
            if (queue.path("name").asText().equals(name)) {
                return Optional.of(queue);
            }
        }
        return Optional.empty();
    }

    static JsonNode json(SimulationReport report) {
        return Json.mapper().valueToTree(report);
    }
}
