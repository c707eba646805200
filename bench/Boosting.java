import com.microsoft.ml.lightgbm.PredictionType;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;

/**
 * Boosts on a made-up table through Cairn's trainers, from a frame file to predictions, and through the same libraries called directly, from a
 * float array to predictions: same rows to fit, watch and predict, same parameters, in turn. {@code Boosting.java ROWS COLUMNS ROUNDS THREADS REPEATS}.
 */
final class Boosting {
    private static int rows;
    private static int columns;
    private static int rounds;
    private static int threads;
    private static float[] cells;
    private static float[] labels;

    public static void main(String[] args) throws Exception {
        rows = Integer.parseInt(args[0]);
        columns = Integer.parseInt(args[1]);
        rounds = Integer.parseInt(args[2]);
        threads = Integer.parseInt(args[3]);
        int repeats = Integer.parseInt(args[4]);
        make();
        Path folder = Files.createTempDirectory("boosting");
        Path file = folder.resolve("frame");
        write(file);
        for (String trainer : List.of("xgboost", "lightgbm")) {
            double ours = Double.POSITIVE_INFINITY;
            double direct = Double.POSITIVE_INFINITY;
            for (int i = 0; i < repeats; i++) {
                ours = Math.min(ours, seconds(() -> ours(trainer, file)));
                direct = Math.min(direct, seconds(trainer.equals("xgboost") ? Boosting::xgboost : Boosting::lightgbm));
                System.out.printf("%-9s best so far: ours %.2f s, direct %.2f s, ratio %.3f%n", trainer, ours, direct, ours / direct);
            }
        }
        Files.delete(file);
        Files.delete(folder);
    }

    private interface Run {
        void run() throws Exception;
    }

    private static double seconds(Run run) throws Exception {
        long began = System.nanoTime();
        run.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static void make() {
        Random random = new Random(1);
        cells = new float[rows * columns];
        labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            double score = 0.5 * random.nextGaussian();
            for (int column = 0; column < columns; column++) {
                float cell = (float) random.nextGaussian();
                cells[row * columns + column] = cell;
                score += column % 3 == 0 ? Math.sin(2 * cell) / (1 + column / 6.0) : 0;
            }
            labels[row] = score > 0 ? 1 : 0;
        }
    }

    private static void write(Path file) throws Exception {
        List<Feature> features =
                IntStream.range(0, columns).mapToObj(c -> Feature.numeric("c" + c)).toList();
        FrameSchema schema = new FrameSchema(features, new ClassTarget("y", List.of("0", "1")), Optional.empty());
        try (FrameWriter writer = FrameFile.writer(file, schema)) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    writer.numeric(column, cells[row * columns + column]);
                }
                writer.group(row);
                writer.label(labels[row] > 0 ? "1" : "0");
                writer.endRow();
            }
            writer.finish();
        }
    }

    private static int fitted() {
        return (int) (rows * 0.8 * 0.85);
    }

    private static int trained() {
        return (int) (rows * 0.8);
    }

    private static void ours(String name, Path file) throws Exception {
        Frame frame = FrameFile.map(file);
        Trainer trainer = Trainers.named(name).orElseThrow();
        TaskShape shape = TaskShape.of(frame);
        Values values = trainer.defaults(shape)
                .with("rounds", Value.of(rounds))
                .with("patience", Value.of(rounds))
                .with("subsample", Value.of(1.0))
                .with("colsample", Value.of(1.0));
        values = name.equals("xgboost") ? values.with("depth", Value.of(6)) : values;
        RowSet train = new RowSet(frame, IntStream.range(0, trained()).toArray());
        FoldData fold = new FoldData(0, train, shape, Objective.of(Metric.LOG_LOSS));
        try (Learner learner = trainer.start(fold, values, 1, new Device("cpu", 0, threads))) {
            learner.advance(rounds, () -> false);
            learner.predict(new RowSet(frame, IntStream.range(trained(), rows).toArray()));
        }
    }

    private static float[] part(float[] all, int width, int from, int to) {
        return java.util.Arrays.copyOfRange(all, from * width, to * width);
    }

    private static void xgboost() throws Exception {
        DMatrix fit = new DMatrix(part(cells, columns, 0, fitted()), fitted(), columns, Float.NaN);
        fit.setLabel(part(labels, 1, 0, fitted()));
        DMatrix watch = new DMatrix(part(cells, columns, fitted(), trained()), trained() - fitted(), columns, Float.NaN);
        watch.setLabel(part(labels, 1, fitted(), trained()));
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "objective", "binary:logistic", "tree_method", "hist", "nthread", threads, "eta", 0.1, "max_depth", 6, "verbosity", 0));
        Booster booster = XGBoost.train(fit, parameters, 0, new HashMap<>(), null, null);
        for (int round = 0; round < rounds; round++) {
            booster.update(fit, round);
            booster.evalSet(new DMatrix[] {watch}, new String[] {"w"}, round);
        }
        DMatrix held = new DMatrix(part(cells, columns, trained(), rows), rows - trained(), columns, Float.NaN);
        booster.predict(held);
        booster.dispose();
        fit.dispose();
        watch.dispose();
        held.dispose();
    }

    private static void lightgbm() throws Exception {
        String parameters = "objective=binary learning_rate=0.1 num_leaves=31 lambda_l2=0.01 lambda_l1=0.001 force_col_wise=true verbosity=-1"
                + " num_threads=" + threads;
        LGBMDataset fit = LGBMDataset.createFromMat(part(cells, columns, 0, fitted()), fitted(), columns, true, parameters, null);
        fit.setField("label", part(labels, 1, 0, fitted()));
        LGBMDataset watch = LGBMDataset.createFromMat(
                part(cells, columns, fitted(), trained()), trained() - fitted(), columns, true, parameters, fit);
        watch.setField("label", part(labels, 1, fitted(), trained()));
        LGBMBooster booster = LGBMBooster.create(fit, parameters);
        booster.addValidData(watch);
        for (int round = 0; round < rounds; round++) {
            booster.updateOneIter();
            booster.getEval(1);
        }
        booster.predictForMat(
                part(cells, columns, trained(), rows), rows - trained(), columns, true, PredictionType.C_API_PREDICT_NORMAL);
        booster.close();
        fit.close();
        watch.close();
    }
}
