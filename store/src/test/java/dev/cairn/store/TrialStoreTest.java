package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class TrialStoreTest extends StoreContract {
    @Test
    void a_completed_trial_keeps_how_its_models_came_to_be() {
        study(2);
        AttemptRef told = claim().ref();
        AttemptRef untold = claim().ref();
        Map<String, Object> provenance =
                Map.of("trainer", "svm", "folds", List.of(Map.of("seed", "-7", "steps", 3, "digest", "0f")));
        Outcome.Completed plain = completed(0.5);
        assertThat(stores.trials()
                        .finish(
                                told,
                                new Outcome.Completed(
                                        plain.metrics(),
                                        plain.perFold(),
                                        plain.objective(),
                                        plain.spread(),
                                        plain.steps(),
                                        plain.fitTime(),
                                        plain.predictions(),
                                        true,
                                        Map.of(),
                                        provenance)))
                .isEqualTo(Finish.DONE);
        assertThat(stores.reader().provenance(told.study(), told.trial())).isEqualTo(provenance);
        assertThat(stores.reader().provenance(untold.study(), untold.trial())).isEmpty();
        stores.trials().finish(untold, plain);
        assertThat(stores.reader().provenance(untold.study(), untold.trial())).isEmpty();
    }

    @Test
    void a_claim_takes_the_first_trial_and_raises_its_attempt() {
        StudyRecord study = study(2);
        assertThat(stores.trials().claimable(queue)).isEqualTo(2);

        Claim claim = claim();

        assertThat(claim.ref()).isEqualTo(new AttemptRef(study.id(), 1, 1));
        assertThat(claim.trial().state()).isEqualTo(TrialState.RUNNING);
        assertThat(claim.trial().values()).containsExactly(entry("lr", 0.5));
        assertThat(claim.study().startedAt()).isPresent();
        assertThat(claim.resumeFrom()).isEmpty();
        assertThat(claim().ref().trial()).isEqualTo(2);
        assertThat(tryClaim()).isEmpty();
        assertThat(stores.trials().claimable(queue)).isZero();
    }

    @Test
    void no_more_trials_run_than_the_study_allows_and_none_of_a_paused_one() {
        StudyRecord study = study(5, made -> parallel(made, 2, 0));
        claim();
        AttemptRef second = claim().ref();
        assertThat(tryClaim()).isEmpty();

        stores.trials().finish(second, completed(0.5));
        stores.studies().transition(study.id(), Set.of(StudyState.RUNNING), StudyState.PAUSED, Optional.empty());
        assertThat(tryClaim()).isEmpty();

        stores.studies().transition(study.id(), Set.of(StudyState.PAUSED), StudyState.RUNNING, Optional.empty());
        assertThat(tryClaim()).isPresent();
        assertThat(stores.trials().claim("elsewhere", WORKER, "gpu-0", LEASE)).isEmpty();
    }

    @Test
    void lost_trials_go_first_then_priority_then_who_runs_less() {
        StudyRecord low = study(4, made -> parallel(made, 4, 0));
        AttemptRef lost = claim().ref();
        StudyRecord high = study(1, made -> parallel(made, 4, 1));
        StudyRecord equal = study(2, made -> parallel(made, 2, 0));
        leaseRunsOut(lost);
        stores.trials().reap(Duration.ZERO);

        assertThat(claim().ref()).isEqualTo(new AttemptRef(low.id(), lost.trial(), 2));
        assertThat(claim().ref().study()).isEqualTo(high.id());
        assertThat(claim().ref().study()).isEqualTo(equal.id());
        assertThat(claim().ref().study()).as("used less so far").isEqualTo(equal.id());
        assertThat(claim().ref().study()).isEqualTo(low.id());
    }

    @Test
    void a_dead_worker_gives_its_trial_back_and_is_fenced_afterwards() {
        study(1);
        AttemptRef zombie = claim().ref();
        assertThat(stores.trials().reap(Duration.ZERO)).isEmpty();
        leaseRunsOut(zombie);

        assertThat(stores.trials().reap(Duration.ZERO))
                .containsExactly(new LostAttempt(zombie, WORKER, TrialState.QUEUED));
        assertThat(trial(zombie).losses()).isEqualTo(1);
        assertThat(trial(zombie).recovered()).isTrue();

        AttemptRef next = claim().ref();
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(intents(List.of(zombie, next))).containsOnlyKeys(next);
        assertThat(stores.trials().record(zombie, List.of(measurement(1, 0.9)))).isFalse();
        assertThat(stores.trials().checkpoint(zombie, new CheckpointRow(1, sha(6), 10)))
                .isFalse();
        assertThat(stores.trials().finish(zombie, completed(0.9))).isEqualTo(Finish.FENCED);
        assertThat(stores.reader().measurements(next.study(), next.trial())).isEmpty();
        assertThat(stores.trials().finish(next, completed(0.8))).isEqualTo(Finish.DONE);
        assertThat(trial(next).outcome().orElseThrow().objective()).hasValue(0.8);
    }

    @Test
    void what_a_running_attempt_waits_for_is_told_until_it_goes_on() {
        study(1);
        AttemptRef ref = claim().ref();
        assertThat(stores.trials().waits(ref, Optional.of("room on the disk"))).isTrue();
        assertThat(stores.reader().attempts(ref.study()).get(0).reason()).hasValue("room on the disk");
        assertThat(stores.trials().waits(ref, Optional.empty())).isTrue();
        assertThat(stores.reader().attempts(ref.study()).get(0).reason()).isEmpty();
        stores.trials().finish(ref, completed(0.8));
        assertThat(stores.trials().waits(ref, Optional.of("nothing"))).isFalse();
    }

    @Test
    void an_expired_lease_that_nobody_reaped_can_be_renewed() {
        study(1);
        AttemptRef ref = claim().ref();
        leaseRunsOut(ref);
        assertThat(intents(List.of(ref))).containsExactly(entry(ref, Intent.RUN));
        assertThat(stores.trials().reap(Duration.ZERO)).isEmpty();
    }

    @Test
    void a_lost_trial_can_be_claimed_again_by_whoever_still_runs_it() {
        study(1);
        AttemptRef ref = claim().ref();
        assertThat(stores.trials().reclaim(ref, WORKER, "cpu-0", LEASE)).isEmpty();
        leaseRunsOut(ref);
        stores.trials().reap(Duration.ZERO);

        assertThat(stores.trials()
                        .reclaim(ref, WORKER, "cpu-0", LEASE)
                        .orElseThrow()
                        .ref())
                .isEqualTo(new AttemptRef(ref.study(), ref.trial(), 2));
        assertThat(stores.trials().reclaim(ref, WORKER, "cpu-0", LEASE)).isEmpty();
    }

    @Test
    void a_trial_that_kills_its_workers_fails_when_its_losses_are_spent() {
        study(1);
        for (int loss = 1; loss <= 3; loss++) {
            AttemptRef ref = claim().ref();
            leaseRunsOut(ref);
            assertThat(stores.trials().reap(Duration.ZERO))
                    .extracting(LostAttempt::becomes)
                    .containsExactly(loss == 3 ? TrialState.FAILED : TrialState.QUEUED);
        }
        TrialRecord trial = stores.reader()
                .changes(
                        stores.studies().ids(Set.of(StudyState.RUNNING)).stream()
                                .filter(id -> stores.studies()
                                        .find(id)
                                        .orElseThrow()
                                        .queue()
                                        .equals(queue))
                                .findFirst()
                                .orElseThrow(),
                        0)
                .trials()
                .get(0);
        assertThat(trial.failure().orElseThrow().kind()).isEqualTo(FailureKind.LOST);
    }

    @Test
    void an_end_that_is_told_twice_counts_once() {
        study(1);
        AttemptRef ref = claim().ref();
        assertThat(stores.trials().finish(ref, completed(0.8))).isEqualTo(Finish.DONE);
        assertThat(stores.trials().finish(ref, completed(0.8))).isEqualTo(Finish.DONE);
        assertThat(stores.trials().finish(ref, new Outcome.Released("late"))).isEqualTo(Finish.FENCED);
        assertThat(stores.studies().events(ref.study(), 0, 100))
                .filteredOn(event -> "COMPLETED".equals(event.payload().get("to")))
                .hasSize(1);
        assertThat(trial(ref).outcome().orElseThrow()).satisfies(result -> {
            assertThat(result.metrics().get("logLoss")).isNaN();
            assertThat(result.perFold()).containsExactly(entry("rocAuc", List.of(0.8, 0.8)));
            assertThat(result.fitTime()).isEqualTo(Duration.ofMillis(1500));
            assertThat(result.predictions()).hasValue(sha(5));
        });
    }

    @Test
    void a_renewal_tells_what_the_study_wants() {
        StudyRecord study = study(2);
        AttemptRef ref = claim().ref();
        AttemptRef other = claim().ref();
        stores.studies().transition(study.id(), Set.of(StudyState.RUNNING), StudyState.PAUSED, Optional.empty());
        assertThat(stores.trials().cancel(study.id(), other.trial())).isTrue();
        assertThat(intents(List.of(ref, other))).containsOnly(entry(ref, Intent.PAUSE), entry(other, Intent.CANCEL));
        assertThat(stores.trials().wishes(WORKER)).contains(entry(ref, Intent.PAUSE), entry(other, Intent.CANCEL));
        assertThat(stores.trials().wishes(UUID.randomUUID())).isEmpty();

        stores.studies().transition(study.id(), Set.of(StudyState.PAUSED), StudyState.CANCELLED, Optional.empty());
        assertThat(intents(List.of(ref))).containsOnly(entry(ref, Intent.CANCEL));
        assertThat(stores.trials().finish(ref, new Outcome.Cancelled(3))).isEqualTo(Finish.DONE);
        assertThat(trial(ref).state()).isEqualTo(TrialState.CANCELLED);
    }

    @Test
    void a_drained_trial_waits_again_and_nothing_is_counted() {
        study(1);
        AttemptRef ref = claim().ref();
        assertThat(stores.trials().finish(ref, new Outcome.Released("drain"))).isEqualTo(Finish.DONE);
        assertThat(trial(ref)).satisfies(trial -> {
            assertThat(trial.state()).isEqualTo(TrialState.QUEUED);
            assertThat(trial.losses() + trial.failures()).isZero();
            assertThat(trial.recovered()).isFalse();
        });
        assertThat(claim().ref().attempt()).isEqualTo(2);
    }

    @Test
    void what_a_cancelled_study_gives_back_is_cancelled() {
        StudyRecord study = study(3);
        AttemptRef released = claim().ref();
        AttemptRef lost = claim().ref();
        stores.studies()
                .transition(study.id(), Set.of(StudyState.RUNNING), StudyState.CANCELLED, Optional.of("enough"));
        assertThat(stores.reader().find(study.id(), 3).orElseThrow().state()).isEqualTo(TrialState.CANCELLED);

        stores.trials().finish(released, new Outcome.Released("drain"));
        leaseRunsOut(lost);
        stores.trials().reap(Duration.ZERO);
        assertThat(trial(released).state()).isEqualTo(TrialState.CANCELLED);
        assertThat(trial(lost).state()).isEqualTo(TrialState.CANCELLED);
    }

    @Test
    void a_failure_is_retried_after_a_while_or_is_the_end() {
        study(1);
        AttemptRef first = claim().ref();
        stores.trials()
                .finish(first, new Outcome.Failed(FailureKind.CODE, "boom", Optional.of(Duration.ofMinutes(30))));
        assertThat(trial(first).failures()).isEqualTo(1);
        assertThat(tryClaim()).isEmpty();

        backoffPasses(first.study());
        AttemptRef second = claim().ref();
        stores.trials().finish(second, new Outcome.Failed(FailureKind.DIVERGED, "NaN", Optional.empty()));
        assertThat(trial(second).state()).isEqualTo(TrialState.FAILED);
        assertThat(trial(second).failure()).hasValue(new TrialRecord.Failure(FailureKind.DIVERGED, "NaN"));
        assertThat(stores.reader().attempts(first.study()))
                .extracting(AttemptRecord::state)
                .containsExactly(AttemptState.FAILED, AttemptState.FAILED);
    }

    @Test
    void a_paused_trial_is_promoted_or_pruned_and_resumes_from_its_checkpoint() {
        StudyRecord study = study(2);
        AttemptRef first = claim().ref();
        AttemptRef second = claim().ref();
        stores.trials().record(second, List.of(measurement(1, 0.1), measurement(2, 0.2)));
        assertThat(stores.trials().checkpoint(first, new CheckpointRow(3, sha(7), 42)))
                .isTrue();
        stores.trials().finish(first, new Outcome.Paused(3, Map.of("reason", "rung")));
        stores.trials().finish(second, new Outcome.Paused(2, Map.of("reason", "rung")));

        assertThat(stores.trials().promote(study.id(), 1, 9, Map.of("reason", "top")))
                .isTrue();
        assertThat(stores.trials().promote(study.id(), 1, 9, Map.of())).isFalse();
        assertThat(stores.reader().attempts(study.id(), 1))
                .extracting(AttemptRecord::reason)
                .containsExactly(Optional.of("rung top"));
        assertThat(stores.trials().prunePaused(study.id(), 2, Map.of("reason", "bottom")))
                .isTrue();

        Claim resumed = claim();
        assertThat(resumed.trial().maxSteps()).isEqualTo(9);
        assertThat(resumed.resumeFrom()).hasValue(new CheckpointRow(3, sha(7), 42));
        assertThat(trial(second).state()).isEqualTo(TrialState.PRUNED);
        assertThat(trial(second).outcome().orElseThrow().steps()).isEqualTo(2);
        assertThat(stores.blobs().all()).contains(sha(7), sha(1), sha(2), sha(3), sha(4));
    }

    @Test
    void a_fork_starts_from_the_checkpoint_of_its_parent_and_a_final_trial_from_nothing() {
        StudyRecord study = study(1);
        AttemptRef parent = claim().ref();
        stores.trials().checkpoint(parent, new CheckpointRow(4, sha(8), 1));
        stores.trials().finish(parent, completed(0.7));
        long event = stores.studies().find(study.id()).orElseThrow().eventSeq();
        NewTrial fork = new NewTrial(2, TrialKind.SEARCH, Map.of("lr", 0.1), 9, Map.of(), OptionalInt.of(1));
        assertThat(stores.studies().addTrials(study.id(), event, 0, List.of(fork)))
                .isTrue();
        Claim forked = claim();
        assertThat(forked.resumeFrom()).hasValue(new CheckpointRow(4, sha(8), 1));

        stores.trials().finish(forked.ref(), completed(0.6));
        event = stores.studies().find(study.id()).orElseThrow().eventSeq();
        assertThat(stores.studies().finishSearch(study.id(), event, Optional.of(finalTrial(3, 1))))
                .isTrue();
        Claim last = claim();
        assertThat(last.trial().kind()).isEqualTo(TrialKind.FINAL);
        assertThat(last.resumeFrom()).isEmpty();
        assertThat(intents(List.of(last.ref()))).containsOnly(entry(last.ref(), Intent.RUN));
        Interval interval = new Interval(0.9, 0.8, 0.95);
        stores.trials()
                .finish(last.ref(), new Outcome.FinalScored(Map.of("rocAuc", interval), 20, Duration.ofSeconds(1)));
        assertThat(stores.reader()
                        .finalTrial(study.id())
                        .orElseThrow()
                        .outcome()
                        .orElseThrow()
                        .intervals())
                .containsOnly(entry("rocAuc", interval));
    }

    @Test
    void a_pruned_trial_keeps_why_and_only_a_better_score_is_news() {
        StudyRecord study = study(4);
        List<AttemptRef> refs = List.of(claim().ref(), claim().ref(), claim().ref(), claim().ref());
        stores.trials()
                .finish(
                        refs.get(0),
                        new Outcome.Pruned(Map.of(), 2, Duration.ofSeconds(1), Map.of("reason", "below the median")));
        stores.trials().finish(refs.get(1), completed(0.7));
        stores.trials().finish(refs.get(2), completed(0.6));
        stores.trials().finish(refs.get(3), completed(0.9));

        assertThat(trial(refs.get(0)).outcome().orElseThrow().why()).containsEntry("reason", "below the median");
        assertThat(stores.studies().events(study.id(), 0, 100))
                .filteredOn(event -> event.type().equals("study.best"))
                .extracting(event -> event.trial().getAsInt())
                .containsExactly(2, 4);
    }

    @Test
    void waiting_trials_are_cancelled_by_hand_once() {
        StudyRecord study = study(1);
        assertThat(stores.trials().cancel(study.id(), 1)).isTrue();
        assertThat(stores.trials().cancel(study.id(), 1)).isFalse();
        assertThat(stores.trials().cancel(study.id(), 9)).isFalse();
        assertThat(tryClaim()).isEmpty();
    }
}
