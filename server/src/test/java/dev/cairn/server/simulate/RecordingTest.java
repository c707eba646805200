package dev.cairn.server.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.simulate.Course;
import dev.cairn.search.simulate.Means;
import dev.cairn.search.simulate.VirtualStudy;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Curve;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final SimulatedStudy STUDY = SimulatedStudy.read("""
            name: mine
            objective: {minimize: loss}
            search: {strategy: random, earlyStop: asha, seed: 5}
            space: {x: {float: [0, 1]}}
            steps: 4
            budget: {trials: 12}
            """, Overrides.NONE, AssumedTable.USUAL);

    private static RecordedTrial trial(int number, double x, RecordedTrial.End end, double... curve) {
        int[] steps = IntStream.rangeClosed(1, curve.length).toArray();
        double score = end == RecordedTrial.End.COMPLETED ? curve[curve.length - 1] : Double.NaN;
        return new RecordedTrial(
                number, values(x), "external", new Curve(steps, curve), end, score, 0.5, number, 10 * number);
    }

    private static Values values(double x) {
        return Values.of(Map.of("x", x));
    }

    private final Recording recording = new Recording(
            STUDY.search(),
            STUDY.lengths(),
            List.of(
                    trial(1, 0.1, RecordedTrial.End.COMPLETED, 9, 7, 6, 5),
                    trial(2, 0.9, RecordedTrial.End.COMPLETED, 4, 3, 2, 1),
                    trial(3, 0.3, RecordedTrial.End.STOPPED, 20, 18),
                    trial(4, 0.5, RecordedTrial.End.DIVERGED)));

    @Test
    void what_was_tried_is_answered_by_its_own_curve() {
        Course course = recording.of(1, values(0.9));

        assertThat(course.score()).isEqualTo(1);
        assertThat(course.secondsPerStep()).isEqualTo(2);
        assertThat(recording.known()).isEqualTo(1);
    }

    @Test
    void what_was_not_tried_is_answered_by_its_nearest_neighbour_and_counted() {
        assertThat(recording.of(1, values(0.75)).score()).isEqualTo(1);
        assertThat(recording.of(2, values(0.15)).score()).isEqualTo(5);
        assertThat(recording.known()).isZero();
        assertThat(recording.asked()).isEqualTo(2);
    }

    @Test
    void trees_answer_where_they_foretell_better_than_the_nearest_neighbour_and_say_so() {
        Random random = new Random(4);
        Recording noisy = new Recording(
                STUDY.search(),
                STUDY.lengths(),
                IntStream.rangeClosed(1, 60)
                        .mapToObj(i -> trial(
                                i,
                                i / 61.0,
                                RecordedTrial.End.COMPLETED,
                                9,
                                8,
                                7,
                                5 + (i > 30 ? 1 : 0) + 0.5 * random.nextGaussian()))
                        .toList());

        assertThat(noisy.answeredBy()).contains("trees foretells", "each left out");
        Course low = noisy.of(1, values(0.2001));
        assertThat(low.score()).isCloseTo(5, within(0.5));
        assertThat(low.curve().last()).isCloseTo(low.score(), within(1e-9));
        assertThat(noisy.of(2, values(0.8001)).score()).isCloseTo(6, within(0.5));
        assertThat(recording.answeredBy()).as("too few trials").isEqualTo("the nearest curve");
    }

    @Test
    void a_curve_that_was_stopped_goes_on_with_the_changes_of_its_nearest_neighbour() {
        assertThat(recording.of(1, values(0.3)).curve().values()).containsExactly(20, 18, 17, 16);
        assertThat(recording.extended()).isEqualTo(1);
    }

    @Test
    void what_failed_fails_again_and_answers_for_no_other() {
        assertThat(recording.of(1, values(0.5)).end()).isEqualTo(Course.End.DIVERGED);
        assertThat(recording.of(2, values(0.51)).end()).isEqualTo(Course.End.SCORED);
    }

    @Test
    void a_replay_never_scores_better_than_what_was_recorded() {
        assertThat(VirtualStudy.play(STUDY.search(), Means.of(12, 3), recording).bestAt(1e9))
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void a_recording_without_any_measurement_is_refused() {
        List<RecordedTrial> failed = List.of(trial(1, 0.5, RecordedTrial.End.FAILED));

        assertThatThrownBy(() -> new Recording(STUDY.search(), STUDY.lengths(), failed))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("no trial");
    }
}
