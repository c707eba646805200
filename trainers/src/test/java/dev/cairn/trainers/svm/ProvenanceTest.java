package dev.cairn.trainers.svm;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.tribuo.Provenances;
import dev.cairn.trainers.tribuo.TribuoRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.libsvm.LibSVMClassificationTrainer;
import org.tribuo.common.libsvm.LibSVMModel;

class ProvenanceTest {
    private static final Frame FRAME =
            TestFrames.memory(TestFrames.classes("no", "yes"), 120, 1, TestFrames::separable);

    @TempDir
    Path folder;

    @Test
    void a_model_is_made_again_from_its_provenance_alone() throws IOException {
        RowSet rows = RowSet.all(FRAME);
        Matrix inputs = Features.fit(rows, FeatureSpec.DENSE).transform(rows);
        Target.Classes target = (Target.Classes) FRAME.target();
        Values values = new SvmTrainer()
                .defaults(TaskShape.of(FRAME))
                .with("c", Value.of(3.7))
                .with("gamma", Value.of(0.21))
                .with(ClassWeights.PARAMETER, Value.of("yes=3"));
        LibSVMModel<Label> model = new SvmSettings(values, inputs.columns(), 99).classifier(inputs, target);

        Path xml = folder.resolve("trainer.xml");
        Files.writeString(xml, Provenances.of(model));
        LibSVMClassificationTrainer trainer = new ConfigurationManager(xml.toString())
                .lookupAll(LibSVMClassificationTrainer.class)
                .get(0);
        LibSVMModel<Label> again = trainer.train(TribuoRows.dataset(
                inputs, new LabelFactory(), row -> new Label(Integer.toString(target.codes()[row]))));

        assertThat(new PairedClassifier(again).codes()).isEqualTo(new PairedClassifier(model).codes());
        assertThat(new PairedClassifier(again).scores(inputs))
                .isDeepEqualTo(new PairedClassifier(model).scores(inputs));
    }

    @Test
    void a_learner_tells_it_once_it_is_fitted() throws TrainingFailure {
        TaskShape shape = TaskShape.of(FRAME);
        FoldData fold = new FoldData(0, RowSet.all(FRAME), shape, Objective.of(Metric.ACCURACY));
        SvmTrainer svm = new SvmTrainer();
        try (Learner learner = svm.start(fold, svm.defaults(shape), 7, Device.CPU)) {
            assertThat(learner.provenance()).isEmpty();
            learner.advance(1, () -> false);
            assertThat(learner.provenance().orElseThrow())
                    .contains("LibSVMClassificationTrainer", "RBF")
                    .doesNotContain("\n");
        }
    }
}
