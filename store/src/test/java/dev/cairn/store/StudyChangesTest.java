package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Retries, revisions, clones and forks. */
@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class StudyChangesTest extends StoreContract {
    private StudyRecord now(UUID study) {
        return stores.studies().find(study).orElseThrow();
    }

    private TrialRecord trial(UUID study, int number) {
        return stores.reader().find(study, number).orElseThrow();
    }

    @Test
    void a_retry_is_a_new_trial_with_the_same_values_that_begins_anew() {
        StudyRecord study = study(1);
        AttemptRef first = claim().ref();
        stores.trials().checkpoint(first, new CheckpointRow(3, sha(4), 10));
        stores.trials().finish(first, completed(0.5));
        int retry = stores.studies().retry(study.id(), 1);
        assertThat(trial(study.id(), retry).values())
                .isEqualTo(trial(study.id(), 1).values());
        assertThat(trial(study.id(), retry).retryOf()).hasValue(1);
        Claim again = claim();
        assertThat(again.ref().trial()).isEqualTo(retry);
        assertThat(again.resumeFrom()).isEmpty();
    }

    @Test
    void asking_for_a_retry_again_gives_the_one_that_is_not_over() {
        StudyRecord study = study(1);
        stores.trials().finish(claim().ref(), completed(0.5));
        int retry = stores.studies().retry(study.id(), 1);
        assertThat(stores.studies().retry(study.id(), 1)).isEqualTo(retry);
        stores.trials().finish(claim().ref(), completed(0.6));
        assertThat(stores.studies().retry(study.id(), 1)).isGreaterThan(retry);
    }

    @Test
    void a_trial_that_is_not_over_is_not_tried_again() {
        StudyRecord study = study(1);
        claim();
        assertThatThrownBy(() -> stores.studies().retry(study.id(), 1))
                .isInstanceOf(StoreConflict.class)
                .hasMessageContaining("RUNNING");
        assertThatThrownBy(() -> stores.studies().retry(study.id(), 9)).isInstanceOf(MissingRecord.class);
    }

    @Test
    void a_retry_reopens_a_completed_study_and_adds_to_a_spent_budget() {
        StudyRecord study = study(1);
        stores.trials().finish(claim().ref(), completed(0.5));
        stores.studies().addTrials(study.id(), now(study.id()).eventSeq(), 0, search(2, 99));
        stores.studies().finishSearch(study.id(), now(study.id()).eventSeq(), Optional.empty());
        stores.studies().retry(study.id(), 1);
        assertThat(now(study.id()).state()).isEqualTo(StudyState.RUNNING);
        assertThat(now(study.id()).maxTrials()).isEqualTo(101);
    }

    @Test
    void another_parallelism_holds_for_the_next_claim_and_is_an_event() {
        StudyRecord study = study(3);
        stores.studies().resize(study.id(), 1);
        assertThat(now(study.id()).parallel()).isEqualTo(1);
        long event = now(study.id()).eventSeq();
        stores.studies().resize(study.id(), 1);
        assertThat(now(study.id()).eventSeq()).isEqualTo(event);
        claim();
        assertThat(stores.trials().claim(queue, WORKER, "s", LEASE)).isEmpty();
    }

    @Test
    void a_revision_cancels_what_waits_outside_and_refuses_suggestions_made_before_it() {
        StudyRecord study = study(2);
        claim();
        long before = now(study.id()).eventSeq();
        Optional<StudyRecord> revised =
                stores.studies().revise(study.id(), before, "{\"r\":2}", "r: 2", List.of("space"), values -> false);
        assertThat(revised.orElseThrow().revision()).isEqualTo(2);
        assertThat(revised.orElseThrow().specJson()).isEqualTo("{\"r\":2}");
        assertThat(trial(study.id(), 1).state()).isEqualTo(TrialState.RUNNING);
        assertThat(trial(study.id(), 2).state()).isEqualTo(TrialState.CANCELLED);
        assertThat(stores.studies().addTrials(study.id(), before, 100, search(3, 1)))
                .isFalse();
        assertThat(stores.studies().addTrials(study.id(), now(study.id()).eventSeq(), 0, search(3, 1)))
                .isTrue();
        assertThat(trial(study.id(), 3).revision()).isEqualTo(2);
        assertThat(stores.studies().revise(study.id(), before, "{}", "", List.of("space"), values -> true))
                .isEmpty();
    }

    @Test
    void a_trial_is_claimed_with_the_specification_that_it_was_made_under() {
        StudyRecord study = study(2);
        AttemptRef first = claim().ref();
        stores.studies()
                .revise(study.id(), now(study.id()).eventSeq(), "{\"r\":2}", "r: 2", List.of("space"), values -> true);
        leaseRunsOut(first);
        stores.trials().reap(Duration.ZERO);
        Claim again = claim();
        assertThat(again.ref().trial()).isEqualTo(1);
        assertThat(again.study().specJson()).isEqualTo(study.specJson());
        assertThat(again.study().revision()).isEqualTo(1);
        assertThat(stores.studies().revisions(study.id()))
                .extracting(StudyRevision::specJson)
                .containsExactly(study.specJson(), "{\"r\":2}");
    }

    @Test
    void a_study_that_is_over_is_not_revised() {
        StudyRecord study = study(1);
        stores.studies().transition(study.id(), Set.of(StudyState.RUNNING), StudyState.CANCELLED, Optional.empty());
        assertThatThrownBy(() -> stores.studies().revise(study.id(), 99, "{}", "", List.of(), values -> true))
                .isInstanceOf(StoreConflict.class)
                .hasMessageContaining("clone or fork");
    }

    @Test
    void a_fork_has_the_results_up_to_its_point_and_goes_on_from_there() {
        StudyRecord study = study(3);
        AttemptRef first = claim().ref();
        stores.trials()
                .record(first, List.of(new MeasurementRow(1, Duration.ofSeconds(1), Map.of("rocAuc", 0.4), Map.of())));
        stores.trials().checkpoint(first, new CheckpointRow(1, sha(4), 10));
        stores.trials().finish(first, completed(0.5));
        long point = now(study.id()).eventSeq();
        stores.trials().finish(claim().ref(), completed(0.6));
        NewStudy made = newStudy();
        StudyRecord fork = stores.studies()
                .derive(made, StudyOrigin.fork(now(study.id()), point, Integer.MAX_VALUE), values -> true);
        assertThat(stores.reader()
                        .list(fork.id(), Set.of(), Optional.empty(), 10)
                        .items())
                .extracting(TrialRecord::state)
                .containsExactly(TrialState.COMPLETED, TrialState.QUEUED, TrialState.QUEUED);
        assertThat(trial(fork.id(), 2).outcome()).isEmpty();
        TrialRecord kept = trial(fork.id(), 1);
        assertThat(kept.outcome()).isEqualTo(trial(study.id(), 1).outcome());
        assertThat(stores.reader().measurements(fork.id(), 1))
                .isEqualTo(stores.reader().measurements(study.id(), 1));
        assertThat(stores.reader().checkpoint(fork.id(), 1)).isPresent();
        assertThat(stores.reader().changes(fork.id(), 0).trials()).hasSize(3);
        assertThat(stores.studies().addTrials(fork.id(), fork.eventSeq(), 0, search(4, 1)))
                .isTrue();
        assertThat(stores.studies().origin(fork.id()).orElseThrow().study()).isEqualTo(study.id());
        assertThat(stores.studies().derived(study.id())).containsExactly(fork.id());
    }

    @Test
    void a_fork_of_a_fork_goes_back_to_what_that_one_inherited() {
        StudyRecord study = study(2);
        stores.trials().finish(claim().ref(), completed(0.5));
        stores.trials().finish(claim().ref(), completed(0.6));
        StudyRecord fork =
                stores.studies().derive(newStudy(), StudyOrigin.fork(now(study.id()), 1000, 2), values -> true);
        StudyRecord again =
                stores.studies().derive(newStudy(), StudyOrigin.fork(fork, fork.eventSeq(), 1), values -> true);
        assertThat(stores.reader()
                        .list(again.id(), Set.of(), Optional.empty(), 10)
                        .items())
                .extracting(TrialRecord::state)
                .containsExactly(TrialState.COMPLETED);
    }

    @Test
    void what_waits_outside_the_space_of_a_fork_is_cancelled() {
        StudyRecord study = study(2);
        StudyRecord fork =
                stores.studies().derive(newStudy(), StudyOrigin.fork(now(study.id()), 1000, 2), values -> false);
        assertThat(trial(fork.id(), 1).state()).isEqualTo(TrialState.CANCELLED);
        assertThat(trial(study.id(), 1).state()).isEqualTo(TrialState.QUEUED);
    }

    @Test
    void a_fork_survives_the_deletion_of_its_source() {
        StudyRecord study = study(1);
        stores.trials().finish(claim().ref(), completed(0.5));
        stores.studies().finishSearch(study.id(), now(study.id()).eventSeq(), Optional.empty());
        StudyRecord fork =
                stores.studies().derive(newStudy(), StudyOrigin.fork(now(study.id()), 1000, 1), values -> true);
        stores.studies().delete(study.id());
        assertThat(trial(fork.id(), 1).outcome()).isPresent();
        assertThat(stores.studies().origin(fork.id()).orElseThrow().name()).isEqualTo(study.name());
    }

    @Test
    void a_fork_with_another_specification_keeps_the_old_one_for_what_it_inherits() {
        StudyRecord study = study(1);
        stores.trials().finish(claim().ref(), completed(0.5));
        NewStudy made = newStudy();
        StudyRecord same = stores.studies().derive(made, StudyOrigin.fork(now(study.id()), 1000, 1), values -> true);
        assertThat(same.revision()).isEqualTo(1);
        stores.studies()
                .revise(study.id(), now(study.id()).eventSeq(), "{\"r\":2}", "r: 2", List.of("space"), values -> true);
        StudyRecord other =
                stores.studies().derive(newStudy(), StudyOrigin.fork(now(study.id()), 1000, 1), values -> true);
        assertThat(other.revision()).isEqualTo(3);
        assertThat(trial(other.id(), 1).revision()).isEqualTo(1);
        stores.studies()
                .addTrials(
                        other.id(),
                        other.eventSeq(),
                        0,
                        List.of(new NewTrial(2, TrialKind.FINAL, Map.of("lr", 0.1), 10, Map.of(), OptionalInt.of(1))));
        assertThat(trial(other.id(), 2).revision()).isEqualTo(1);
    }

    @Test
    void a_clone_has_the_name_of_its_source_and_none_of_its_trials() {
        StudyRecord study = study(2);
        StudyRecord clone = stores.studies().derive(newStudy(), StudyOrigin.clone(study), values -> true);
        assertThat(stores.reader()
                        .list(clone.id(), Set.of(), Optional.empty(), 10)
                        .items())
                .isEmpty();
        assertThat(stores.studies().origin(clone.id()).orElseThrow().kind()).isEqualTo(StudyOrigin.Kind.CLONE);
    }
}
