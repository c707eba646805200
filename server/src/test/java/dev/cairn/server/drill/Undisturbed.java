package dev.cairn.server.drill;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.SamplerOptions;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.History;
import dev.cairn.trainers.CrossValidation;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.Reporter;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.metric.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a drill's study would score if nothing ever went wrong: sampler and training in one loop, without processes, leases or a database. It runs
 * in a JVM of its own, because only processes of drills know the drill trainer.
 */
public final class Undisturbed {
    private static final long SEED = 11;

    /** What a study tries first. */
    private static final Values DEFAULTS = Values.of(Map.of("level", 0.5));

    private Undisturbed() {}

    /** Objectives by trial number. */
    static Map<Integer, Double> of(Ground ground, UUID study, int trials, int steps)
            throws IOException, InterruptedException {
        Path frame = frame(ground, study);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        ground.classpath(),
                        Undisturbed.class.getName(),
                        frame.toString(),
                        Integer.toString(trials),
                        Integer.toString(steps))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<Integer, Double> objectives = new TreeMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                objectives.put(Integer.parseInt(words[0]), Double.parseDouble(words[1]));
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the undisturbed run failed");
        }
        return objectives;
    }

    private static Path frame(Ground ground, UUID study) {
        try (Connection connection = ground.connect();
                var statement = connection.prepareStatement(
                        "SELECT p.train_sha FROM data_split p JOIN study s ON s.split_id = p.id WHERE s.id = ?")) {
            statement.setObject(1, study);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return ground.blob(rows.getString(1));
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] arguments) throws TrainingFailure {
        int trials = Integer.parseInt(arguments[1]);
        int steps = Integer.parseInt(arguments[2]);
        List<Values> points = points(trials);
        for (int trial = 1; trial <= trials; trial++) {
            Map<String, Object> values = new TreeMap<>(points.get(trial - 1).raw());
            values.putAll(Map.of("steps", steps, "pause", 0));
            TrainJob job = new TrainJob(
                    Path.of(arguments[0]),
                    "drill",
                    Values.of(values),
                    Objective.of(Metric.RMSE),
                    new Validation.Holdout(0.2, true),
                    Fidelity.FULL,
                    SEED,
                    trial,
                    Device.CPU,
                    Optional.empty());
            double objective = CrossValidation.run(job, new Mute()).metrics().getOrDefault("rmse", Double.NaN);
            System.out.println(trial + " " + Double.toHexString(objective));
        }
    }

    private static List<Values> points(int trials) {
        Sampler sampler = Samplers.named("random", new SamplerOptions(List.of(DEFAULTS)));
        List<Values> points = new ArrayList<>();
        List<Suggestion> suggestions = sampler.next(
                SearchSpace.of(Real.of("level", 0, 1)),
                History.empty(Direction.MINIMIZE),
                BudgetLeft.ofTrials(trials),
                trials,
                SEED);
        suggestions.forEach(suggestion -> points.add(((Suggestion.New) suggestion).values()));
        return points;
    }

    private static final class Mute implements Reporter {
        @Override
        public Verdict report(Measurement measurement) {
            return Verdict.CONTINUE;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void checkpoint(int step, byte[] state) {}

        @Override
        public void log(String line) {}
    }
}
