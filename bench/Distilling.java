import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.EnsembleJob;
import dev.cairn.trainers.EnsembleJob.Candidate;
import dev.cairn.trainers.FinalEvaluation;
import dev.cairn.trainers.FinalJob;
import dev.cairn.trainers.FinalScore;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.OutOfFold;
import dev.cairn.trainers.Portfolio;
import dev.cairn.trainers.Reporter;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.ensemble.Calibrating;
import dev.cairn.trainers.ensemble.Combining;
import dev.cairn.trainers.ensemble.Deciding;
import dev.cairn.trainers.metric.Metric;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Distils an ensemble of at most five into one model on tables that {@link Blending} kept: {@code Distilling TRAINER,… TABLE…}, with the trainers it had. */
final class Distilling {
    public static void main(String[] args) throws Exception {
        for (int t = 1; t < args.length; t++) {
            System.out.println(line(Path.of(args[t]), List.of(args[0].split(","))));
        }
    }

    private static String line(Path folder, List<String> trainers) throws Exception {
        Path trainFile = folder.resolve("train.frame");
        Frame train = FrameFile.map(trainFile);
        Objective objective = Objective.of(Metric.named(Files.readString(folder.resolve("metric")).strip()).orElseThrow());
        TaskShape shape = TaskShape.of(train);
        List<Trainer> fitting = Trainers.fitting(shape).stream()
                .filter(trainer -> !trainer.unsupervised() && trainers.contains(trainer.name()))
                .toList();
        List<Portfolio.Point> points = Portfolio.of(shape, fitting).points();
        Map<Path, OutOfFold> known = new LinkedHashMap<>();
        Map<Candidate, Double> candidates = new LinkedHashMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> Character.isDigit(file.getFileName().toString().charAt(0))).sorted().toList();
        }
        for (Path file : files) {
            int number = Integer.parseInt(file.getFileName().toString().substring(0, 3));
            OutOfFold out = outOfFold(file, train);
            known.put(file, out);
            double score = objective.metric().compute(train.target().select(out.rows()), out.predictions());
            candidates.put(
                    new Candidate(number, points.get(number).trainer().name(), points.get(number).values(), Fidelity.FULL, file),
                    objective.direction() == dev.cairn.search.trial.Direction.MINIMIZE ? score : -score);
        }
        List<Candidate> ranked = candidates.entrySet().stream().sorted(Comparator.comparing(Map.Entry::getValue)).map(Map.Entry::getKey).toList();
        Candidate best = ranked.get(0);
        EnsembleJob ensemble = new EnsembleJob(
                5, ranked, Calibrating.NONE, Deciding.NONE, List.of(), List.of(), Combining.AUTO, Optional.of(new Validation.Folds(5, true)));
        FinalScore score = FinalEvaluation.run(
                new FinalJob(
                        trainFile, Optional.of(folder.resolve("test.frame")), best.trainer(), best.values(), objective, Fidelity.FULL, 1, best.trial(),
                        Device.CPU, Optional.of(ensemble), 2, Optional.empty(), List.of()),
                new Quiet(known));
        return String.format(
                "%-12s %s %s members %d, test: answer %.5g; %s",
                folder.getFileName(), objective.metric().wireName(), score.way(), score.parts().size(),
                score.metrics().get(objective.metric().wireName()).value(), score.distilled().map(Object::toString).orElse("not distilled"));
    }

    private static OutOfFold outOfFold(Path file, Frame train) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int[] rows = new int[in.readInt()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = in.readInt();
            }
            double[] numbers = new double[in.readInt()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = in.readDouble();
            }
            return new OutOfFold(
                    rows,
                    train.target() instanceof Target.Classes classes
                            ? new Predictions.Probabilities(classes.classes(), numbers)
                            : new Predictions.Values(numbers));
        }
    }

    private record Quiet(Map<Path, OutOfFold> known) implements Reporter {
        @Override
        public Verdict report(Measurement measurement) {
            return new Verdict.Continue();
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void checkpoint(int step, byte[] state) {
            System.out.println("model of " + state.length / 1024 + " KiB");
        }

        @Override
        public void log(String line) {
            if (line.startsWith("not ")) {
                System.out.println(line);
            }
        }

        @Override
        public OutOfFold outOfFold(Path file) {
            return known.get(file);
        }
    }
}
