package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedTruthTest {
    private static final Target.Classes TRAINING = new Target.Classes(new int[] {0, 1}, List.of("cat", "dog"));
    private static final Predictions SAID = new Probabilities(2, new double[] {0.9, 0.1, 0.2, 0.8, 0.7, 0.3});

    @Test
    void a_class_that_training_never_had_has_probability_0_and_counts_as_wrong() {
        Target.Classes vault = new Target.Classes(new int[] {0, 1, 2}, List.of("cat", "dog", "owl"));
        SealedTruth sealed = SealedTruth.of(TRAINING, vault, SAID);
        assertThat(((Probabilities) sealed.predictions()).flat())
                .containsExactly(0.9, 0.1, 0, 0.2, 0.8, 0, 0.7, 0.3, 0);
        assertThat(Metric.ACCURACY.compute(sealed.truth(), sealed.predictions()))
                .isEqualTo(2 / 3.0);
    }

    @Test
    void labels_are_told_by_their_spelling() {
        Target.Classes vault = new Target.Classes(new int[] {1, 0, 1}, List.of("dog", "cat"));
        SealedTruth sealed = SealedTruth.of(TRAINING, vault, SAID);
        assertThat(((Target.Classes) sealed.truth()).codes()).containsExactly(0, 1, 0);
        assertThat(Metric.ACCURACY.compute(sealed.truth(), sealed.predictions()))
                .isEqualTo(1);
    }

    @Test
    void a_vault_of_another_task_is_refused() {
        assertThatThrownBy(() -> SealedTruth.of(TRAINING, new Target.Numbers(new double[] {1, 2, 3}), SAID))
                .hasMessageContaining("REGRESSION")
                .hasMessageContaining("BINARY");
    }
}
