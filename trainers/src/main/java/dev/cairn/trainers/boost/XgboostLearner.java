package dev.cairn.trainers.boost;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.FoldData.InnerSplit;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.MemoryFailure;
import dev.cairn.trainers.Patience;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.feature.TargetScale;
import dev.cairn.trainers.split.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/** One boosted model. Grows trees on most of the fold's training rows and watches its loss on the others, which chooses the number of rounds. */
final class XgboostLearner implements Learner {
    private static final double WATCHED = 0.15;

    private final FoldData fold;
    private final Values values;
    private final Features features;
    private final Optional<TargetScale> scale;
    private final Map<String, Object> parameters;
    private final boolean samplesColumns;
    private final int rounds;
    private final Patience patience;
    private final DMatrix fitted;
    private final @Nullable DMatrix watched;
    private Booster booster;
    private @Nullable RowSet lastRows;
    private @Nullable DMatrix lastMatrix;
    private int step;

    XgboostLearner(FoldData fold, Values values, long seed, Device device) throws TrainingFailure {
        this.fold = fold;
        this.values = values;
        this.samplesColumns = values.real("colsample") < 1;
        this.rounds = Math.toIntExact(values.whole("rounds"));
        this.patience = new Patience(Math.toIntExact(values.whole("patience")));
        this.parameters = BoosterParameters.of(fold, values, Seeds.of(seed, "xgboost"), device);
        this.features = Features.fit(fold.train(), FeatureSpec.RAW);
        this.scale = fold.train().target() instanceof Target.Numbers numbers
                ? Optional.of(TargetScale.fit(numbers))
                : Optional.empty();
        InnerSplit split = fold.innerSplit(WATCHED, Seeds.of(seed, "inner"));
        try {
            this.fitted = labelled(split.fit());
            this.watched = split.watch().size() == 0 ? null : labelled(split.watch());
            this.booster = XGBoost.train(fitted, parameters, 0, new HashMap<>(), null, null);
        } catch (XGBoostError e) {
            throw failure(e);
        }
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= rounds || patience.exhausted(step);
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) throws TrainingFailure {
        try {
            while (step < toStep && !finished() && !cancelled.getAsBoolean()) {
                booster.update(fitted, step);
                forgetColumnSampler();
                step++;
                patience.tell(step, watchedLoss());
            }
        } catch (XGBoostError e) {
            throw failure(e);
        }
    }

    @Override
    public Predictions predict(RowSet rows) throws TrainingFailure {
        try {
            float[][] raw = booster.predict(matrixOf(rows), false, patience.bestStep());
            return fold.shape().task() == Task.REGRESSION ? numbers(raw) : probabilities(raw);
        } catch (XGBoostError e) {
            throw failure(e);
        }
    }

    /** Rounds after the best one are not asked. */
    @Override
    public long modelBytes() throws TrainingFailure {
        try {
            return (long) booster.toByteArray("ubj").length * patience.bestStep() / Math.max(1, step);
        } catch (XGBoostError e) {
            throw failure(e);
        }
    }

    @Override
    public byte[] save() throws TrainingFailure {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(step);
            patience.write(out);
            out.write(booster.toByteArray("ubj"));
        } catch (IOException | XGBoostError e) {
            throw failure(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void restore(byte[] state) throws TrainingFailure {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            step = in.readInt();
            patience.read(in);
            Booster restored = XGBoost.loadModel(in.readAllBytes());
            restored.setParams(parameters);
            booster.dispose();
            booster = restored;
        } catch (IOException | XGBoostError e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        booster.dispose();
        fitted.dispose();
        if (watched != null) {
            watched.dispose();
        }
        if (lastMatrix != null) {
            lastMatrix.dispose();
        }
    }

    /**
     * The tree grower draws columns from a stream of its own, seeded when it is made and saved nowhere, so that a restored model would draw others.
     * Another tree method and back makes XGBoost replace it, and the new one is seeded with the next round.
     */
    private void forgetColumnSampler() throws XGBoostError {
        if (samplesColumns) {
            booster.setParam("tree_method", "approx");
            booster.getNumBoostedRound(); // lets the parameter take effect
            booster.setParam("tree_method", "hist");
        }
    }

    /** Without rows to watch, the latest round is always the best. */
    private double watchedLoss() throws XGBoostError {
        if (watched == null) {
            return -step;
        }
        String line = booster.evalSet(new DMatrix[] {watched}, new String[] {"w"}, step);
        return Double.parseDouble(line.substring(line.lastIndexOf(':') + 1));
    }

    /** A fold predicts the same rows again and again. */
    private DMatrix matrixOf(RowSet rows) throws XGBoostError {
        DMatrix known = lastMatrix;
        if (known != null && rows.equals(lastRows)) {
            return known;
        }
        if (known != null) {
            known.dispose();
        }
        DMatrix fresh = matrix(rows);
        lastMatrix = fresh;
        lastRows = rows;
        return fresh;
    }

    private DMatrix matrix(RowSet rows) throws XGBoostError {
        Matrix cells = features.transform(rows);
        DMatrix matrix = new DMatrix(cells.cells(), cells.rows(), cells.columns(), Float.NaN);
        String[] types = rows.frame().columns().stream()
                .map(column -> column instanceof Column.Categorical ? "c" : "float")
                .toArray(String[]::new);
        matrix.setFeatureTypes(types);
        return matrix;
    }

    private DMatrix labelled(RowSet rows) throws XGBoostError {
        DMatrix matrix = matrix(rows);
        float[] labels = new float[rows.size()];
        Target target = rows.target();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(target, i);
        }
        matrix.setLabel(labels);
        ClassWeights weights = ClassWeights.of(fold.train().target(), values);
        if (!weights.equal()) {
            matrix.setWeight(weights.ofRows(target));
        }
        return matrix;
    }

    private float label(Target target, int row) {
        if (target instanceof Target.Classes classes) {
            return classes.codes()[row];
        }
        return (float) scale.orElseThrow().scaled(((Target.Numbers) target).values()[row]);
    }

    private Predictions numbers(float[][] raw) {
        double[] values = new double[raw.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = scale.orElseThrow().original(raw[i][0]);
        }
        return new Predictions.Values(values);
    }

    private Predictions probabilities(float[][] raw) {
        int classes = fold.shape().classes();
        double[] flat = new double[raw.length * classes];
        for (int i = 0; i < raw.length; i++) {
            if (classes == 2) {
                flat[2 * i] = 1 - raw[i][0];
                flat[2 * i + 1] = raw[i][0];
            } else {
                for (int label = 0; label < classes; label++) {
                    flat[i * classes + label] = raw[i][label];
                }
            }
        }
        return new Predictions.Probabilities(classes, flat);
    }

    private static TrainingFailure failure(Exception cause) {
        Kind kind = MemoryFailure.kind(String.valueOf(cause.getMessage())).orElse(Kind.CODE);
        return new TrainingFailure(kind, "XGBoost: " + cause.getMessage(), cause);
    }
}
