package dev.cairn.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.PrunerOptions;
import dev.cairn.search.pruner.Pruners;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.Goal;
import dev.cairn.server.spec.Goals;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.CairnStores;
import dev.cairn.store.Ids;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.NewStudy;
import dev.cairn.store.NewTrial;
import dev.cairn.store.Outcome;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialKind;
import dev.cairn.store.memory.MemoryStores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContendersTest {
    private static final PrunerOptions STEPS = new PrunerOptions(1, 9);

    private final CairnStores stores = MemoryStores.create(InstantSource.system());
    private final HistoryCache histories = new HistoryCache(stores.reader());
    private final StudyRecord study = study();
    private final Goals goals =
            new Goals(List.of(new Goal("rocAuc", Direction.MAXIMIZE), new Goal("f1", Direction.MAXIMIZE)), Map.of());
    private final StudyPlan plan = new StudyPlan(
            Optional.empty(),
            SearchSpace.of(Real.of("x", 0, 1)),
            goals,
            Samplers.named("random"),
            Map.of(),
            Duration.ofMinutes(1));
    private final Contenders contenders = new Contenders(study, plan, histories);

    private StudyRecord study() {
        NewStudy fresh = new NewStudy(
                Ids.next(InstantSource.system()),
                "s",
                "{}",
                "",
                Optional.empty(),
                1,
                List.of("rocAuc", "f1"),
                true,
                3,
                Optional.empty(),
                3,
                0,
                "cpu",
                false,
                0,
                1,
                List.of());
        stores.studies().insert(fresh);
        List<NewTrial> trials = IntStream.rangeClosed(1, 3)
                .mapToObj(number ->
                        new NewTrial(number, TrialKind.SEARCH, Map.of("x", 0.5), 9, Map.of(), OptionalInt.empty()))
                .toList();
        StudyRecord record = stores.studies().find(fresh.id()).orElseThrow();
        stores.studies().addTrials(record.id(), histories.refresh(record).event(), 99, trials);
        return record;
    }

    private AttemptRef measured(MeasurementRow... rows) {
        AttemptRef ref = stores.trials()
                .claim("cpu", UUID.randomUUID(), "slot", Duration.ofMinutes(1))
                .orElseThrow()
                .ref();
        stores.trials().record(ref, List.of(rows));
        return ref;
    }

    private static MeasurementRow row(int step, double auc, double f1, Double... folds) {
        return new MeasurementRow(
                step, Duration.ZERO, Map.of("rocAuc", auc, "f1", f1), Map.of("rocAuc", List.of(folds)));
    }

    private List<Contender> now(String rule) {
        return contenders.now(
                Pruners.named(rule, STEPS), histories.refresh(study).searchTrials());
    }

    @Test
    void a_rule_sees_further_objectives_as_losses() {
        measured(row(1, 0.5, 0.3, 0.4, 0.6));
        Contender one = now("ashaPareto").get(0);
        assertThat(one.curve()).isEqualTo(new Curve(new int[] {1}, new double[] {0.5}));
        assertThat(one.further()).containsExactly(new Curve(new int[] {1}, new double[] {-0.3}));
        assertThat(one.folds()).isEmpty();
        assertThat(now("ashaPareto").get(1).further()).containsExactly(Curve.EMPTY);
    }

    @Test
    void a_rule_that_compares_folds_sees_them_also_of_a_trial_that_is_over() {
        AttemptRef first = measured(row(1, 0.5, 0.3, 0.4, 0.6));
        measured(row(1, 0.7, 0.3, 0.6, 0.8));
        stores.trials().finish(first, new Outcome.Pruned(Map.of("rocAuc", 0.5), 1, Duration.ZERO, Map.of()));
        for (int looks = 0; looks < 2; looks++) {
            List<Contender> all = now("pairedTest");
            assertThat(all.get(0).folds())
                    .containsExactly(
                            new Curve(new int[] {1}, new double[] {0.4}), new Curve(new int[] {1}, new double[] {0.6}));
            assertThat(all.get(1).folds()).hasSize(2);
            assertThat(all.get(2).folds()).isEmpty();
        }
    }

    @Test
    void a_running_trial_is_seen_further_each_time() {
        AttemptRef first = measured(row(1, 0.5, 0.3, 0.4, 0.6));
        assertThat(now("pairedTest").get(0).folds().get(0).lastStep()).isEqualTo(1);
        stores.trials().record(first, List.of(row(2, 0.6, 0.4, 0.5, 0.7)));
        Contender now = now("pairedTest").get(0);
        assertThat(now.folds().get(1).lastStep()).isEqualTo(2);
        assertThat(now.further().get(0).last()).isEqualTo(-0.4);
    }

    @Test
    void a_trials_own_measurements_need_not_be_stored_yet() {
        Contender own = contenders.own(7, List.of(row(1, 0.5, 0.3, 0.4, 0.6), row(3, 0.6, 0.2, 0.5, 0.7)));
        assertThat(own.curve()).isEqualTo(new Curve(new int[] {1, 3}, new double[] {0.5, 0.6}));
        assertThat(own.folds()).hasSize(2);
        assertThat(own.further()).containsExactly(new Curve(new int[] {1, 3}, new double[] {-0.3, -0.2}));
    }
}
