package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class SharingStoreTest extends StoreContract {
    private static final OptionalDouble NO_MONEY = OptionalDouble.empty();

    @AfterEach
    void forgetQuotas() {
        stores.sharing().configure(List.of(), Map.of());
    }

    @Test
    void who_runs_less_goes_first_however_much_it_asks_for() {
        StudyRecord greedy = study(8, made -> parallel(made, 8, 0));
        StudyRecord modest = study(8, made -> parallel(made, 3, 0));
        Map<UUID, Integer> running = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            running.merge(claim().ref().study(), 1, Integer::sum);
        }
        assertThat(running).containsOnly(entry(greedy.id(), 2), entry(modest.id(), 2));
    }

    @Test
    void on_one_slot_studies_take_turns_by_device_time() {
        StudyRecord slow = study(20, made -> parallel(made, 4, 0));
        StudyRecord quick = study(60, made -> parallel(made, 4, 0));
        Map<UUID, Integer> trials = new HashMap<>();
        for (int i = 0; i < 24; i++) {
            AttemptRef ref = claim().ref();
            trials.merge(ref.study(), 1, Integer::sum);
            hasRunFor(ref, Duration.ofMinutes(ref.study().equals(slow.id()) ? 3 : 1));
            stores.trials().finish(ref, completed(0.5));
        }
        // 18 minutes each, to within one trial.
        assertThat(trials.get(slow.id())).isBetween(5, 7);
        assertThat(trials.get(quick.id())).isBetween(17, 19);
    }

    @Test
    void two_studies_have_the_slots_of_two_workers_of_different_sizes_to_within_a_tenth() {
        int[] slots = {2, 1};
        StudyRecord slow = study(60, made -> parallel(made, 8, 0));
        StudyRecord quick = study(100, made -> parallel(made, 3, 0));
        Map<AttemptRef, Integer> minutesLeft = new LinkedHashMap<>();
        int minutes = 0;
        while (minutes < 20 * 60) {
            while (minutesLeft.size() < slots[0] + slots[1]) {
                AttemptRef ref = claim().ref();
                minutesLeft.put(ref, ref.study().equals(slow.id()) ? 61 : 20);
            }
            int next = Collections.min(minutesLeft.values());
            minutes += next;
            passes(Duration.ofMinutes(next), minutesLeft.keySet());
            for (AttemptRef ref : List.copyOf(minutesLeft.keySet())) {
                if (minutesLeft.merge(ref, -next, Integer::sum) == 0) {
                    minutesLeft.remove(ref);
                    stores.trials().finish(ref, completed(0.5));
                }
            }
        }
        double ofSlow = spending(slow).deviceTime().toMinutes();
        double ofQuick = spending(quick).deviceTime().toMinutes();
        assertThat(ofSlow + ofQuick).as("no slot stood idle").isCloseTo(3.0 * minutes, within(5.0));
        assertThat(ofSlow / (ofSlow + ofQuick)).isBetween(0.45, 0.55);
    }

    @Test
    void a_study_that_comes_late_starts_level_and_catches_nothing_up() {
        StudyRecord first = study(30, made -> parallel(made, 4, 0));
        for (int i = 0; i < 10; i++) {
            serve(Duration.ofMinutes(1));
        }
        AttemptRef running = claim().ref();
        StudyRecord late = study(30, made -> parallel(made, 4, 0));
        stores.trials().finish(running, completed(0.5));
        Map<UUID, Integer> trials = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            trials.merge(serve(Duration.ofMinutes(1)), 1, Integer::sum);
        }
        assertThat(trials.get(first.id())).isBetween(4, 6);
        assertThat(trials.get(late.id())).isBetween(4, 6);
    }

    @Test
    void projects_share_by_weight_whatever_the_number_of_their_studies() {
        String wide = "wide-" + queue;
        String heavy = "heavy-" + queue;
        stores.sharing()
                .configure(
                        List.of(
                                quota(wide, 1, OptionalInt.empty(), Optional.empty()),
                                quota(heavy, 2, OptionalInt.empty(), Optional.empty())),
                        Map.of());
        study(9, made -> allowed(made, 9, 0, new Allowance(wide, Optional.empty(), NO_MONEY)));
        study(9, made -> allowed(made, 9, 0, new Allowance(wide, Optional.empty(), NO_MONEY)));
        StudyRecord one = study(9, made -> allowed(made, 9, 0, new Allowance(heavy, Optional.empty(), NO_MONEY)));
        int ofHeavy = 0;
        for (int i = 0; i < 9; i++) {
            ofHeavy += claim().ref().study().equals(one.id()) ? 1 : 0;
        }
        assertThat(ofHeavy).isEqualTo(6);
    }

    @Test
    void a_project_at_its_quota_starts_nothing() {
        String project = "small-" + queue;
        stores.sharing().configure(List.of(quota(project, 1, OptionalInt.of(1), Optional.empty())), Map.of());
        study(3, made -> allowed(made, 3, 0, new Allowance(project, Optional.empty(), NO_MONEY)));
        AttemptRef only = claim().ref();
        assertThat(tryClaim()).isEmpty();
        assertThat(project(project).atMaxRunning()).isTrue();
        stores.trials().finish(only, completed(0.5));
        assertThat(tryClaim()).isPresent();
    }

    @Test
    void a_project_whose_device_hours_of_the_month_are_used_up_starts_nothing() {
        String project = "spent-" + queue;
        stores.sharing()
                .configure(List.of(quota(project, 1, OptionalInt.empty(), Optional.of(Duration.ofHours(1)))), Map.of());
        study(3, made -> allowed(made, 3, 0, new Allowance(project, Optional.empty(), NO_MONEY)));
        AttemptRef ref = claim().ref();
        hasRunFor(ref, Duration.ofMinutes(50));
        stores.trials().finish(ref, completed(0.5));
        AttemptRef second = claim().ref();
        hasRunFor(second, Duration.ofMinutes(11));
        assertThat(project(project).deviceTime()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(62));
        assertThat(tryClaim()).isEmpty();
    }

    @Test
    void device_time_and_money_of_a_study_are_counted_and_bound_it() {
        stores.sharing().configure(List.of(), Map.of(queue, 6.0));
        StudyRecord study = study(
                5,
                made -> allowed(
                        made,
                        2,
                        0,
                        new Allowance("default", Optional.of(Duration.ofHours(2)), OptionalDouble.of(9.0))));
        AttemptRef ref = claim().ref();
        hasRunFor(ref, Duration.ofHours(1));
        stores.trials().finish(ref, completed(0.5));
        Spending spent = spending(study);
        assertThat(spent.deviceTime()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
        assertThat(spent.money()).isBetween(6.0, 6.1);

        AttemptRef last = claim().ref();
        // 3.0 of money are half an hour, and that for two places.
        assertThat(runFor(last)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        hasRunFor(last, Duration.ofMinutes(31));
        assertThat(spending(study).exhausts(study.allowance(), 2, 6.0)).isTrue();
        assertThat(tryClaim()).isEmpty();
        assertThat(runFor(last)).isEqualTo(Duration.ZERO);
    }

    @Test
    void a_trial_that_its_slots_are_too_small_for_waits_for_larger_ones_and_pays_their_price() {
        String larger = queue + "-larger";
        stores.sharing().configure(List.of(), Map.of(queue, 6.0, larger, 12.0));
        StudyRecord study = study(1);
        AttemptRef small = claim().ref();
        stores.trials().finish(small, new Outcome.Moved(larger, FailureKind.GPU_OUT_OF_MEMORY, "full"));

        assertThat(trial(small)).returns(TrialState.QUEUED, TrialRecord::state).returns(0, TrialRecord::failures);
        assertThat(tryClaim()).isEmpty();
        assertThat(stores.trials().claimable(queue)).isZero();
        assertThat(stores.trials().claimable(larger)).isEqualTo(1);
        assertThat(stores.trials().moved()).contains(new MovedTrials(study.id(), larger, 1, 0));

        AttemptRef next = stores.trials()
                .claim(larger, WORKER, "gpu-0", LEASE)
                .orElseThrow()
                .ref();
        assertThat(stores.trials().moved()).contains(new MovedTrials(study.id(), larger, 0, 1));
        hasRunFor(next, Duration.ofHours(1));
        assertThat(spending(study).money()).isBetween(12.0, 12.1);
        stores.trials().finish(next, completed(0.5));
        assertThat(spending(study).money()).isBetween(12.0, 12.1);
        assertThat(stores.trials().moved()).noneMatch(moved -> moved.study().equals(study.id()));
    }

    @Test
    void a_lost_attempt_is_charged_until_its_lease_ran_out() {
        StudyRecord study = study(1);
        AttemptRef ref = claim().ref();
        leaseRunsOut(ref);
        stores.trials().reap(Duration.ZERO);
        assertThat(spending(study).deviceTime()).isBetween(Duration.ZERO, LEASE);
        assertThat(spending(study).running()).isZero();
    }

    @Test
    void the_youngest_trial_of_lower_priority_yields_and_nothing_is_counted_against_it() {
        worker(2);
        StudyRecord low = study(4, made -> parallel(made, 2, 0));
        AttemptRef older = claim().ref();
        hasRunFor(older, Duration.ofSeconds(1));
        AttemptRef younger = claim().ref();
        assertThat(stores.sharing().preempt(queue)).isZero();
        StudyRecord high = study(1, made -> parallel(made, 1, 5));
        assertThat(stores.sharing().preempt(queue)).isEqualTo(1);
        assertThat(stores.sharing().preempt(queue)).as("one is leaving already").isZero();

        assertThat(intents(List.of(older, younger)))
                .containsOnly(entry(older, Intent.RUN), entry(younger, Intent.PREEMPT));
        stores.trials().finish(younger, new Outcome.Preempted());
        assertThat(claim().ref().study()).isEqualTo(high.id());
        TrialRecord waits = trial(younger);
        assertThat(waits.state()).isEqualTo(TrialState.QUEUED);
        assertThat(waits.losses() + waits.failures()).isZero();
        assertThat(stores.reader().attempts(low.id()))
                .filteredOn(attempt -> attempt.ref().equals(younger))
                .first()
                .returns(AttemptState.PREEMPTED, AttemptRecord::state);
    }

    @Test
    void nobody_yields_while_a_slot_is_free_or_to_an_equal() {
        worker(2);
        study(4, made -> parallel(made, 2, 0));
        claim();
        study(1, made -> parallel(made, 1, 5));
        assertThat(stores.sharing().preempt(queue)).isZero();
        claim();
        study(1, made -> parallel(made, 1, 0));
        assertThat(stores.sharing().preempt(queue)).isZero();
    }

    @Test
    void a_study_that_waited_too_long_gets_one_trial_whatever_its_priority() {
        worker(2);
        StudyRecord low = study(4, made -> parallel(made, 2, 0));
        age("study", "created_at", Duration.ofSeconds(1));
        StudyRecord high = study(8, made -> parallel(made, 8, 5));
        age("study", "created_at", SharingStore.LONGEST_WAIT.plusSeconds(1));

        AttemptRef first = claim().ref();
        AttemptRef second = claim().ref();
        assertThat(List.of(first.study(), second.study())).containsExactly(low.id(), high.id());
        assertThat(stores.sharing().preempt(queue)).as("it is left in peace").isZero();
        stores.trials().finish(first, completed(0.5));
        assertThat(claim().ref().study()).as("until it has waited again").isEqualTo(high.id());
    }

    @Test
    void trials_that_wait_after_a_failure_are_told_with_the_reason() {
        StudyRecord study = study(3, made -> parallel(made, 3, 0));
        AttemptRef failing = claim().ref();
        Duration wait = Duration.ofMinutes(5);
        stores.trials()
                .finish(failing, new Outcome.Failed(FailureKind.GPU_OUT_OF_MEMORY, "too big", Optional.of(wait)));

        BackOff backOff = stores.sharing().backOffs(List.of(study.id())).get(study.id());
        assertThat(backOff.trials()).isEqualTo(1);
        assertThat(backOff.next()).isEqualTo(failing.trial());
        assertThat(backOff.delay()).isBetween(Duration.ofMinutes(3), wait);
        assertThat(backOff.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("too big"));
        backoffPasses(study.id());
        assertThat(stores.sharing().backOffs(List.of(study.id()))).isEmpty();
    }

    private void worker(int slots) {
        stores.workers().register(new NewWorker(WORKER, "host", 7, "0.1", Map.of(queue, slots)));
    }

    private UUID serve(Duration time) {
        AttemptRef ref = claim().ref();
        hasRunFor(ref, time);
        stores.trials().finish(ref, completed(0.5));
        return ref.study();
    }

    private Duration runFor(AttemptRef ref) {
        return stores.trials().renew(List.of(ref), LEASE).get(ref).runFor().orElseThrow();
    }

    private Spending spending(StudyRecord study) {
        return stores.sharing().spending(List.of(study.id())).get(study.id());
    }

    private ProjectRecord project(String name) {
        return stores.sharing().projects().stream()
                .filter(project -> project.quota().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ProjectQuota quota(String name, double weight, OptionalInt running, Optional<Duration> deviceTime) {
        return new ProjectQuota(name, weight, running, deviceTime);
    }
}
