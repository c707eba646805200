package dev.cairn.trainers.svm;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.FoldData.InnerSplit;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.calibration.Temperature;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.feature.TargetScale;
import dev.cairn.trainers.kernel.Inputs;
import dev.cairn.trainers.split.Seeds;
import dev.cairn.trainers.tribuo.Provenances;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One support vector machine: fitted whole, or not at all. */
final class SvmLearner implements Learner {
    private static final double CALIBRATED_ON = 0.2;

    private final FoldData fold;
    private final long seed;
    private final Function<RowSet, Matrix> inputs;
    private final SvmSettings settings;
    private @Nullable Machine machine;

    SvmLearner(FoldData fold, Values values, long seed) {
        this.fold = fold;
        this.seed = seed;
        Features features;
        if (values.text(SvmTrainer.COLUMNS).equals(SvmTrainer.COMMON)) {
            Inputs points = Inputs.fit(fold.train(), true);
            features = points.features();
            this.inputs = points::matrix;
        } else {
            features = Features.fit(fold.train(), FeatureSpec.DENSE);
            this.inputs = features::transform;
        }
        this.settings = new SvmSettings(values, features.width(), Seeds.of(seed, "svm"));
    }

    @Override
    public int step() {
        return machine == null ? 0 : 1;
    }

    @Override
    public boolean finished() {
        return machine != null;
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) {
        if (machine == null && toStep >= 1 && !cancelled.getAsBoolean()) {
            machine = Interrupting.fit(cancelled, this::fit).orElse(null);
        }
    }

    private Machine fit() {
        RowSet rows = fold.train();
        if (rows.target() instanceof Target.Numbers numbers) {
            TargetScale scale = TargetScale.fit(numbers);
            return new Machine.Regression(settings.regression(inputs.apply(rows), numbers, scale), scale);
        }
        Target.Classes classes = (Target.Classes) rows.target();
        Temperature calibration = calibration();
        return new Machine.Classifier(settings.classifier(inputs.apply(rows), classes), calibration, classes.classes());
    }

    /** Fitted on a part of the rows, with a machine of the others; the machine that predicts then learns from all. */
    private Temperature calibration() {
        InnerSplit split = fold.innerSplit(CALIBRATED_ON, Seeds.of(seed, "inner"));
        if (split.watch().size() == 0) {
            return new Temperature(1);
        }
        PairedClassifier pairs = new PairedClassifier(settings.classifier(
                inputs.apply(split.fit()), (Target.Classes) split.fit().target()));
        int[] codes = pairs.codes();
        int[] truth = Arrays.stream(((Target.Classes) split.watch().target()).codes())
                .map(code -> IntStream.range(0, codes.length)
                        .filter(place -> codes[place] == code)
                        .findFirst()
                        .orElse(-1))
                .toArray();
        return Temperature.fit(pairs.scores(inputs.apply(split.watch())), truth);
    }

    @Override
    public Predictions predict(RowSet rows) throws TrainingFailure {
        if (machine == null) {
            throw new TrainingFailure(Kind.CODE, "an SVM was asked before it was fitted");
        }
        return machine.predict(inputs.apply(rows));
    }

    @Override
    public long modelBytes() {
        return machine == null ? 0 : machine.bytes();
    }

    @Override
    public Optional<String> provenance() {
        return Optional.ofNullable(machine).map(fitted -> Provenances.of(fitted.model()));
    }

    /** One byte: fitted or not. A fit is a function of the fold and the seed, and is never half done. */
    @Override
    public byte[] save() {
        return new byte[] {(byte) step()};
    }

    @Override
    public void restore(byte[] state) {
        advance(state[0], () -> false);
    }

    @Override
    public void close() {}
}
