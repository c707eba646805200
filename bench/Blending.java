import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.CrossValidation;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.Evaluation;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.Portfolio;
import dev.cairn.trainers.Reporter;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import dev.cairn.trainers.Validation;
import dev.cairn.search.pruner.Verdict;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What models of the portfolio say about rows that they have not seen, kept for {@link Judging}: {@code Blending OUT TABLE.csv class|number METRIC ROWS
 * SEED [TRAINER,…]}. ROWS rows are drawn for training, at most 6,000 of the others are the test. Each configuration is cross-validated in five folds and
 * fitted on all training rows.
 */
final class Blending {
    private static final int FOLDS = 5;
    private static final int MOST_TEST_ROWS = 6_000;

    public static void main(String[] args) throws Exception {
        Path out = Path.of(args[0]);
        Files.createDirectories(out);
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            rows.add(cells(line));
        }
        String[] header = rows.remove(0);
        boolean classes = args[2].equals("class");
        Objective objective = Objective.of(Metric.named(args[3]).orElseThrow());
        Collections.shuffle(rows, new Random(Long.parseLong(args[5])));
        int training = Integer.parseInt(args[4]);
        List<String[]> train = rows.subList(0, training);
        List<String[]> test = rows.subList(training, Math.min(rows.size(), training + MOST_TEST_ROWS));
        FrameSchema schema = schema(header, train, rows, classes);
        Path trainFile = out.resolve("train.frame");
        Path testFile = out.resolve("test.frame");
        write(trainFile, schema, train);
        write(testFile, schema, test);
        Files.writeString(out.resolve("metric"), args[3]);
        Frame frame = FrameFile.map(trainFile);
        Frame other = FrameFile.map(testFile);
        TaskShape shape = TaskShape.of(frame);
        List<Trainer> fitting = Trainers.fitting(shape).stream()
                .filter(trainer -> !trainer.unsupervised())
                .filter(trainer -> args.length < 7 || List.of(args[6].split(",")).contains(trainer.name()))
                .toList();
        List<Portfolio.Point> points = Portfolio.of(shape, fitting).points();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        for (int number = 0; number < points.size(); number++) {
            Portfolio.Point point = points.get(number);
            int trial = number;
            pool.submit(() -> {
                long began = System.nanoTime();
                try {
                    if (point.trainer().sharesProcess()) {
                        keep(out, trial, point, trainFile, frame, other, objective, shape);
                    } else {
                        synchronized (pool) {
                            keep(out, trial, point, trainFile, frame, other, objective, shape);
                        }
                    }
                    System.out.printf("%s %d %s %.1f s%n", out.getFileName(), trial, point.trainer().name(), (System.nanoTime() - began) / 1e9);
                } catch (Exception | LinkageError e) {
                    System.out.println(point.trainer().name() + ": " + e);
                }
            });
        }
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.HOURS);
    }

    private static void keep(
            Path out, int trial, Portfolio.Point point, Path trainFile, Frame frame, Frame other, Objective objective, TaskShape shape)
            throws Exception {
        String trainer = point.trainer().name();
        Evaluation evaluation = CrossValidation.run(
                new TrainJob(
                        trainFile, trainer, point.values(), objective, new Validation.Folds(FOLDS, true), Fidelity.FULL, 1, trial, Device.CPU, Optional.empty()),
                new Silent());
        Values values = point.trainer().complete(shape, point.values());
        FoldData all = new FoldData(0, RowSet.all(frame), shape, objective);
        Predictions said;
        try (Learner learner = point.trainer().start(all, values, 1, Device.CPU)) {
            learner.advance(point.trainer().maxSteps(values), () -> false);
            said = learner.predict(RowSet.all(other));
        }
        Path file = out.resolve(String.format("%03d-%s", trial, trainer));
        try (DataOutputStream stream = new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(file)))) {
            stream.writeInt(evaluation.rows().length);
            for (int row : evaluation.rows()) {
                stream.writeInt(row);
            }
            write(evaluation.outOfFold().numbers(), stream);
            write(said.numbers(), stream);
        }
    }

    private static void write(double[] numbers, DataOutputStream stream) throws java.io.IOException {
        stream.writeInt(numbers.length);
        for (double number : numbers) {
            stream.writeDouble(number);
        }
    }

    private static String[] cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells.toArray(String[]::new);
    }

    /** A column is a number where all its cells are; of labels, levels are those of the training rows. */
    private static FrameSchema schema(String[] header, List<String[]> train, List<String[]> all, boolean classes) {
        List<Feature> features = new ArrayList<>();
        int last = header.length - 1;
        for (int c = 0; c < last; c++) {
            Set<String> levels = new LinkedHashSet<>();
            boolean number = true;
            for (String[] row : all) {
                number &= row[c].isEmpty() || numeric(row[c]);
            }
            for (String[] row : train) {
                if (!row[c].isEmpty()) {
                    levels.add(row[c]);
                }
            }
            features.add(number ? Feature.numeric(header[c]) : Feature.categorical(header[c], List.copyOf(levels)));
        }
        Set<String> labels = new TreeSet<>();
        all.forEach(row -> labels.add(row[last]));
        return new FrameSchema(
                features, classes ? new ClassTarget(header[last], List.copyOf(labels)) : new NumberTarget(header[last]), Optional.empty());
    }

    private static boolean numeric(String cell) {
        try {
            return Float.isFinite(Float.parseFloat(cell));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void write(Path file, FrameSchema schema, List<String[]> rows) throws Exception {
        try (FrameWriter writer = FrameFile.writer(file, schema)) {
            int last = schema.columns().size();
            for (String[] row : rows) {
                writer.group(Arrays.hashCode(Arrays.copyOf(row, last)));
                for (int c = 0; c < last; c++) {
                    Feature feature = schema.columns().get(c);
                    if (row[c].isEmpty()) {
                        continue;
                    }
                    if (feature.kind().hasLevels()) {
                        writer.category(c, feature.levels().contains(row[c]) ? row[c] : null);
                    } else {
                        writer.numeric(c, Float.parseFloat(row[c]));
                    }
                }
                if (schema.target() instanceof NumberTarget) {
                    writer.target(Double.parseDouble(row[last]));
                } else {
                    writer.label(row[last]);
                }
                writer.endRow();
            }
            writer.finish();
        }
    }

    private static final class Silent implements Reporter {
        @Override
        public Verdict report(Measurement measurement) {
            return new Verdict.Continue();
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
