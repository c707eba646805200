package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneClassSvmTest {
    private static final Trainer SVM = Trainers.named("oneClassSvm").orElseThrow();
    private static final FrameSchema SCHEMA = new FrameSchema(
            List.of(Feature.numeric("x"), Feature.numeric("y"), Feature.categorical("town", List.of("a", "b"))),
            new ClassTarget("fraud", List.of("no", "yes")),
            Optional.empty());

    /** One row of twenty lies far from the cloud of the others, on any side. */
    private static Frame frame(long seed) {
        return TestFrames.memory(SCHEMA, 400, seed, (writer, row, random) -> {
            boolean fraud = row % 20 == 0;
            double angle = random.nextDouble() * 2 * Math.PI;
            double far = fraud ? 5 + random.nextDouble() : 0;
            writer.numeric(0, (float) (far * Math.cos(angle) + random.nextGaussian()));
            writer.numeric(1, (float) (far * Math.sin(angle) + random.nextGaussian()));
            writer.category(2, random.nextBoolean() ? "a" : "b").label(fraud ? "yes" : "no");
        });
    }

    private static final Frame FRAME = frame(1);

    private static Learner start(Frame frame, Values values) throws TrainingFailure {
        TaskShape shape = TaskShape.of(frame);
        FoldData fold = new FoldData(0, RowSet.all(frame), shape, Objective.of(Metric.ROC_AUC));
        return SVM.start(fold, SVM.complete(shape, values), 7, Device.CPU);
    }

    private static Probabilities said(Frame frame, Frame of) throws TrainingFailure {
        try (Learner learner = start(frame, Values.NONE)) {
            learner.advance(1, () -> false);
            return (Probabilities) learner.predict(RowSet.all(of));
        }
    }

    /** 0.5 is chance. */
    @Test
    void what_lies_far_from_all_others_is_anomalous() throws TrainingFailure {
        Frame held = frame(2);
        Probabilities said = said(FRAME, held);
        assertThat(Metric.ROC_AUC.compute(held.target(), said)).isGreaterThan(0.9);
        int anomalies = 0;
        for (int row = 0; row < said.rows(); row++) {
            assertThat(said.of(row, 1)).isBetween(0.0, 1.0);
            anomalies += said.of(row, 1) > 0.5 ? 1 : 0;
        }
        // nu bounds the share of training rows outside, 0.05 here.
        assertThat(anomalies).isBetween(4, 60);
    }

    @Test
    void the_target_has_no_part_in_it() throws TrainingFailure {
        Target.Classes target = (Target.Classes) FRAME.target();
        int[] turned = target.codes().clone();
        for (int row = 0; row < turned.length; row += 3) {
            turned[row] = 1 - turned[row];
        }
        Frame shuffled = FRAME.with("fraud", new Target.Classes(turned, target.labels()));
        assertThat(said(shuffled, FRAME).flat()).isEqualTo(said(FRAME, FRAME).flat());
    }

    @Test
    void features_that_would_bring_the_target_in_are_refused() {
        assertThat(SVM.fault("categories", Value.of("target"))).isPresent();
        assertThat(SVM.fault("categories", Value.of("oneHot"))).isEmpty();
        assertThat(SVM.fault("keep", Value.of(0.5))).isPresent();
        assertThatThrownBy(() -> start(FRAME, Values.of(Map.of("categories", "target"))))
                .isInstanceOf(TrainingFailure.class)
                .hasMessageContaining("without the target");
        TaskShape wide = new TaskShape(TaskShape.of(FRAME).task(), 400, 2, 200, 2, Optional.empty(), 0, 0, 50);
        assertThat(SVM.space(wide).parameters()).extracting(Parameter::name).doesNotContain("categories", "keep");
    }

    @Test
    void it_is_used_where_it_is_named_only() {
        TaskShape shape = TaskShape.of(FRAME);
        assertThat(SVM.fits(shape)).isTrue();
        assertThat(Trainers.fitting(shape)).extracting(Trainer::name).doesNotContain("oneClassSvm");
    }
}
