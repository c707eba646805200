package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class TrialReaderTest extends StoreContract {
    @Test
    void a_resumed_curve_takes_each_step_from_its_highest_attempt() {
        StudyRecord study = study(2);
        AttemptRef first = claim().ref();
        stores.trials().record(first, List.of(measurement(1, 0.1), measurement(2, 0.2), measurement(3, Double.NaN)));
        stores.trials().record(first, List.of(measurement(3, 0.99)));
        leaseRunsOut(first);
        stores.trials().reap(Duration.ZERO);
        AttemptRef second = claim().ref();
        stores.trials().record(second, List.of(measurement(2, 0.25)));

        assertThat(stores.reader().curves(study.id(), "rocAuc", List.of()))
                .containsExactly(new TrialCurve(1, new int[] {1, 2, 3}, new double[] {0.1, 0.25, Double.NaN}));
        assertThat(stores.reader().curves(study.id(), "rocAuc", List.of(2))).isEmpty();
        assertThat(stores.reader().curves(study.id(), "unknown", List.of())).isEmpty();
        assertThat(stores.reader().measurements(study.id(), 1))
                .extracting(row -> row.metrics().get("rocAuc"))
                .containsExactly(0.1, 0.25, Double.NaN);
        assertThat(stores.reader().measurements(study.id(), 1).get(1).perFold()).containsEntry("rocAuc", List.of(0.25));
    }

    @Test
    void a_sample_is_even_and_has_the_best() {
        StudyRecord study = study(40, made -> parallel(made, 40, 0));
        for (int i = 1; i <= 40; i++) {
            AttemptRef ref = claim().ref();
            if (i < 40) {
                stores.trials().finish(ref, completed(i == 8 ? 0.9 : 0.5 - 0.001 * i));
            }
        }

        TrialSample sample = stores.reader().sample(study.id(), false, 10, 1);
        assertThat(sample.of()).isEqualTo(40);
        assertThat(sample.partial()).isTrue();
        assertThat(sample.trials())
                .extracting(TrialRecord::number)
                .containsExactly(1, 5, 8, 9, 13, 17, 21, 25, 29, 33, 37);
        assertThat(stores.reader().sample(study.id(), true, 100, 0))
                .returns(39, TrialSample::of)
                .returns(false, TrialSample::partial);
        assertThat(stores.reader().newestAttempts(study.id(), 3))
                .extracting(attempt -> attempt.ref().trial())
                .containsExactly(38, 39, 40);
        assertThat(stores.reader().newestAttempts(study.id(), 0))
                .extracting(AttemptRecord::state)
                .containsExactly(AttemptState.RUNNING);
    }

    @Test
    void curves_come_by_fold_too() {
        StudyRecord study = study(2);
        AttemptRef first = claim().ref();
        stores.trials().record(first, List.of(folds(1, 0.1, 0.2), folds(2, Double.NaN, 0.4)));
        leaseRunsOut(first);
        stores.trials().reap(Duration.ZERO);
        stores.trials().record(claim().ref(), List.of(folds(2, 0.5, 0.6)));

        assertThat(stores.reader().foldCurves(study.id(), "rocAuc", List.of(1, 2)))
                .containsExactly(Map.entry(
                        1,
                        List.of(
                                new TrialCurve(1, new int[] {1, 2}, new double[] {0.1, 0.5}),
                                new TrialCurve(1, new int[] {1, 2}, new double[] {0.2, 0.6}))));
        assertThat(stores.reader().foldCurves(study.id(), "unknown", List.of(1)))
                .isEmpty();
        assertThat(stores.reader().foldCurves(study.id(), "rocAuc", List.of())).isEmpty();
    }

    private static MeasurementRow folds(int step, double... values) {
        List<Double> folds = Arrays.stream(values).boxed().toList();
        double mean = Arrays.stream(values).average().orElseThrow();
        return new MeasurementRow(step, Duration.ZERO, Map.of("rocAuc", mean), Map.of("rocAuc", folds));
    }

    @Test
    void the_feed_goes_on_where_it_stopped_and_never_cuts_a_batch() {
        StudyRecord study = study(2);
        AttemptRef one = claim().ref();
        AttemptRef two = claim().ref();
        stores.trials().record(one, List.of(measurement(1, 0.1), measurement(2, 0.2)));
        stores.trials().record(two, List.of(measurement(1, 0.3)));

        MeasurementFeed start = stores.reader().feed(study.id(), 0, 1);
        assertThat(start.items()).hasSize(2).allMatch(item -> item.trial() == 1);
        MeasurementFeed rest = stores.reader().feed(study.id(), start.cursor(), 10);
        assertThat(rest.items()).hasSize(1).allMatch(item -> item.trial() == 2);
        assertThat(stores.reader().feed(study.id(), rest.cursor(), 10).items()).isEmpty();
        assertThat(stores.reader().feedEnd(study.id())).isEqualTo(rest.cursor());
    }

    @Test
    void the_leaderboard_ranks_completed_trials_and_no_others() {
        StudyRecord study = study(5);
        List<AttemptRef> refs = List.of(claim().ref(), claim().ref(), claim().ref(), claim().ref());
        stores.trials().finish(refs.get(0), completed(0.7));
        stores.trials().finish(refs.get(1), completed(0.9));
        stores.trials().finish(refs.get(2), completed(0.7));
        stores.trials().record(refs.get(3), List.of(measurement(1, 0.4), measurement(2, 0.5)));
        stores.trials()
                .finish(refs.get(3), new Outcome.Pruned(Map.of("accuracy", 0.99), 2, Duration.ofMillis(20), Map.of()));

        List<LeaderboardRow> rows = stores.reader().leaderboard(study.id(), 0, 10);
        assertThat(rows).extracting(LeaderboardRow::trial).containsExactly(2, 1, 3);
        assertThat(rows).extracting(LeaderboardRow::rank).containsExactly(1, 2, 3);
        assertThat(rows.get(0).spread()).isEqualTo(0.01);
        assertThat(rows.get(0).attempts()).isEqualTo(1);
        assertThat(stores.reader().leaderboard(study.id(), 0, 1)).hasSize(1);
        assertThat(stores.reader().leaderboard(study.id(), 1, 10)).isEqualTo(rows.subList(1, 3));
    }

    @Test
    void a_history_reads_only_what_changed() {
        StudyRecord study = study(3);
        TrialChanges all = stores.reader().changes(study.id(), 0);
        assertThat(all.trials()).hasSize(3);
        assertThat(all.event()).isEqualTo(study.eventSeq());
        assertThat(stores.reader().changes(study.id(), all.event()).trials()).isEmpty();

        AttemptRef ref = claim().ref();
        stores.trials().finish(ref, completed(0.5));
        TrialChanges changed = stores.reader().changes(study.id(), all.event());
        assertThat(changed.trials()).singleElement().satisfies(trial -> {
            assertThat(trial.number()).isEqualTo(ref.trial());
            assertThat(trial.event()).isGreaterThan(all.event());
            assertThat(trial.outcome()).isPresent();
        });
    }

    @Test
    void trials_are_listed_in_pages() {
        StudyRecord study = study(3);
        claim();
        Page<TrialRecord> first = stores.reader().list(study.id(), Set.of(), Optional.empty(), 2);
        assertThat(first.items()).extracting(TrialRecord::number).containsExactly(1, 2);
        Page<TrialRecord> second = stores.reader().list(study.id(), Set.of(), first.nextCursor(), 2);
        assertThat(second.items()).extracting(TrialRecord::number).containsExactly(3);
        assertThat(second.nextCursor()).isEmpty();
        assertThat(stores.reader()
                        .list(study.id(), Set.of(TrialState.RUNNING), Optional.empty(), 5)
                        .items())
                .hasSize(1);
    }
}
