package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.EnsembleJob.Candidate;
import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleEvaluationTest {
    private static final Objective OBJECTIVE = Objective.of(Metric.RMSE);
    private static final long SEED = 7;

    /** So that a mean of several is surely better. */
    private static final Map<String, Object> ONE_TREE = Map.of("trees", 1, "minLeaf", 1);

    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private final List<Candidate> candidates = new ArrayList<>();
    private Path train = Path.of("");

    @BeforeEach
    void search() throws TrainingFailure {
        train = TestFrames.file(folder.resolve("train"), TestFrames.numbers(), 200, 1, TestFrames::linear);
        trial(0, "forest", ONE_TREE, SEED);
        trial(1, "forest", ONE_TREE, SEED);
        trial(2, "extraTrees", ONE_TREE, SEED);
    }

    private void trial(int number, String trainer, Map<String, Object> given, long seed) throws TrainingFailure {
        Values values = Values.of(given);
        Evaluation evaluation = CrossValidation.run(
                new TrainJob(
                        train,
                        trainer,
                        values,
                        OBJECTIVE,
                        new Validation.Folds(3, true),
                        Fidelity.FULL,
                        seed,
                        number,
                        Device.CPU,
                        Optional.empty()),
                new Recorder());
        Path file = Path.of("oof" + number);
        recorder.outOfFold.put(file, new OutOfFold(evaluation.rows(), evaluation.outOfFold()));
        candidates.add(new Candidate(number, trainer, values, Fidelity.FULL, file));
    }

    private FinalScore evaluated(int size) throws TrainingFailure {
        Path vault = TestFrames.file(folder.resolve("vault"), TestFrames.numbers(), 300, 2, TestFrames::linear);
        return FinalEvaluation.run(
                new FinalJob(
                        train,
                        vault,
                        "forest",
                        Values.of(ONE_TREE),
                        OBJECTIVE,
                        Fidelity.FULL,
                        SEED,
                        0,
                        Device.CPU,
                        Optional.of(new EnsembleJob(size, candidates))),
                recorder);
    }

    @Test
    void a_blend_that_pays_is_fitted_and_scored_on_the_sealed_rows() throws TrainingFailure {
        FinalScore score = evaluated(10);
        assertThat(recorder.lines)
                .anyMatch(line -> line.matches("ensemble of [23] among 3 trials, (greedy|stacked): .*"));
        assertThat(score.rows()).isEqualTo(300);
        assertThat(score.metrics().get("rmse").value()).isBetween(5.0, 30.0);
    }

    @Test
    void it_says_what_each_way_scored_and_which_was_taken() throws TrainingFailure {
        FinalScore score = evaluated(10);
        assertThat(score.ways()).containsOnlyKeys(Way.values());
        assertThat(score.ways().get(score.way())).isLessThan(score.ways().get(Way.ALONE));
        assertThat(score.blended()).hasValue(score.ways().get(score.way()));
    }

    @Test
    void it_has_no_more_models_than_wanted() throws TrainingFailure {
        evaluated(1);
        assertThat(recorder.lines)
                .filteredOn(line -> line.startsWith("fitted "))
                .hasSize(1);
    }

    @Test
    void a_trial_of_other_folds_or_without_predictions_takes_no_part() throws TrainingFailure {
        trial(3, "forest", ONE_TREE, SEED + 1);
        recorder.outOfFold.remove(Path.of("oof1"));
        evaluated(10);
        assertThat(recorder.lines)
                .anyMatch(line -> line.startsWith("ensemble: trial 1 takes no part: it is gone"))
                .anyMatch(line -> line.matches("ensemble of . among 2 trials, .*"));
    }
}
