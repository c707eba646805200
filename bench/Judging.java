import dev.cairn.trainers.Objective;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.ensemble.Allowance;
import dev.cairn.trainers.ensemble.Blend;
import dev.cairn.trainers.ensemble.Combining;
import dev.cairn.trainers.ensemble.Ensemble;
import dev.cairn.trainers.ensemble.EnsembleSelection;
import dev.cairn.trainers.ensemble.Recalibration;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.split.Seeds;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each way to combine models scores on rows that nobody saw, on tables that {@link Blending} kept: {@code Judging SEEDS TABLE…}. Prints losses (of ROC
 * AUC, 1 less it) on the test rows, mean over the seeds of the selection.
 */
final class Judging {
    private record Candidates(List<Predictions> heldOut, List<Predictions> test, int[] rows) {}

    public static void main(String[] args) throws IOException {
        int seeds = Integer.parseInt(args[0]);
        Map<String, Double> logs = new LinkedHashMap<>();
        int tables = 0;
        for (int t = 1; t < args.length; t++) {
            Path folder = Path.of(args[t]);
            Map<String, Double> losses = losses(folder, seeds);
            StringBuilder line = new StringBuilder(String.format("%-12s", folder.getFileName()));
            losses.forEach((way, loss) -> line.append(String.format(" %s %.5g", way, loss)));
            System.out.println(line);
            double greedy = losses.get("greedy");
            losses.forEach((way, loss) -> logs.merge(way, Math.log(loss / greedy), Double::sum));
            tables++;
        }
        for (Map.Entry<String, Double> entry : logs.entrySet()) {
            System.out.printf("%s: %.4f of greedy, geometric mean over %d tables%n", entry.getKey(), Math.exp(entry.getValue() / tables), tables);
        }
    }

    private static Map<String, Double> losses(Path folder, int seeds) throws IOException {
        Frame train = FrameFile.map(folder.resolve("train.frame"));
        Frame test = FrameFile.map(folder.resolve("test.frame"));
        Metric metric = Metric.named(Files.readString(folder.resolve("metric")).strip()).orElseThrow();
        Objective objective = Objective.of(metric);
        Candidates known = read(folder, train);
        Target heldOut = train.target().select(known.rows());
        List<Predictions> said = new ArrayList<>();
        List<Predictions> asked = new ArrayList<>();
        for (int candidate = 0; candidate < known.heldOut().size(); candidate++) {
            Recalibration own = Recalibration.ofMember(metric, known.heldOut().get(candidate), heldOut);
            said.add(own.of(known.heldOut().get(candidate)));
            asked.add(own.of(known.test().get(candidate)));
        }
        Map<String, Double> losses = new LinkedHashMap<>();
        Map<String, Integer> ways = new LinkedHashMap<>();
        for (int seed = 0; seed < seeds; seed++) {
            EnsembleSelection selection = EnsembleSelection.usual(metric, objective.direction(), Seeds.of(seed, "ensemble"));
            for (Combining combining : Combining.values()) {
                Ensemble ensemble = Ensemble.of(
                        selection, new Ensemble.Rules(combining, new Allowance(new double[0][], new double[0]), 20), said, new RowSet(train, known.rows()));
                double loss = loss(metric, test, ensemble.blend(), asked);
                losses.merge(combining.name().toLowerCase(), loss / seeds, Double::sum);
                if (combining == Combining.AUTO) {
                    ways.merge(ensemble.way().name().toLowerCase(), 1, Integer::sum);
                }
            }
        }
        System.out.println(folder.getFileName() + ": auto takes " + ways);
        return losses;
    }

    private static double loss(Metric metric, Frame test, Blend blend, List<Predictions> said) {
        double score = metric.compute(test.target(), blend.of(said));
        return metric == Metric.ROC_AUC ? 1 - score : score;
    }

    private static Candidates read(Path folder, Frame train) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> Character.isDigit(file.getFileName().toString().charAt(0))).sorted().toList();
        }
        List<Predictions> heldOut = new ArrayList<>();
        List<Predictions> test = new ArrayList<>();
        int[] rows = {};
        for (Path file : files) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                rows = new int[in.readInt()];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = in.readInt();
                }
                heldOut.add(predictions(train, in));
                test.add(predictions(train, in));
            }
        }
        return new Candidates(heldOut, test, rows);
    }

    private static Predictions predictions(Frame train, DataInputStream in) throws IOException {
        double[] numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return train.target() instanceof Target.Classes classes
                ? new Predictions.Probabilities(classes.classes(), numbers)
                : new Predictions.Values(numbers);
    }
}
