package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class StudyStoreTest extends StoreContract {
    private static final Set<StudyState> RUNNING = Set.of(StudyState.RUNNING);

    @Test
    void a_study_is_found_as_it_was_stored_and_its_name_is_taken() {
        NewStudy made = newStudy();
        StudyRecord study = stores.studies().insert(made);
        assertThat(study.state()).isEqualTo(StudyState.RUNNING);
        assertThat(study.eventSeq()).isEqualTo(1);
        assertThat(study.metrics()).containsExactly("rocAuc", "logLoss");
        assertThat(study.maxTime()).hasValue(Duration.ofHours(2));
        assertThat(stores.studies().find(study.id())).hasValue(study);
        assertThat(stores.studies().find(made.name())).hasValue(study);
        assertThat(stores.studies().find(UUID.randomUUID())).isEmpty();
        assertThatThrownBy(() -> stores.studies().insert(newStudy(made.name())))
                .isInstanceOf(StoreConflict.class)
                .hasMessageContaining(made.name());
    }

    @Test
    void trials_are_added_only_where_the_history_is_the_expected_one() {
        StudyRecord study = study(2);
        long event = study.eventSeq();
        claim();
        assertThat(stores.studies().addTrials(study.id(), event, 0, search(3, 1)))
                .isFalse();
        assertThat(stores.studies().addTrials(study.id(), event, 1, search(4, 1)))
                .isFalse();
        assertThat(stores.studies().addTrials(study.id(), event, 1, search(3, 1)))
                .isTrue();
        assertThat(stores.studies().addTrials(study.id(), event + 2, 0, search(4, 98)))
                .isFalse();
        assertThat(stores.studies().addTrials(study.id(), event + 2, 0, search(4, 97)))
                .isTrue();
    }

    @Test
    void the_end_of_the_search_queues_the_final_trial_and_cancels_what_waits() {
        StudyRecord study = study(2);
        AttemptRef ref = claim().ref();
        stores.trials().finish(ref, completed(0.5));
        long event = stores.studies().find(study.id()).orElseThrow().eventSeq();
        assertThat(stores.studies().finishSearch(study.id(), event - 1, Optional.empty()))
                .isFalse();
        assertThat(stores.studies().finishSearch(study.id(), event, Optional.of(finalTrial(3, 1))))
                .isTrue();
        assertThat(stores.studies().find(study.id()).orElseThrow().state()).isEqualTo(StudyState.FINISHING);
        assertThat(stores.reader().find(study.id(), 2).orElseThrow().state()).isEqualTo(TrialState.CANCELLED);
        assertThat(claim().trial().kind()).isEqualTo(TrialKind.FINAL);
    }

    @Test
    void a_search_without_a_final_trial_completes_and_can_be_extended() {
        StudyRecord study = study(1);
        stores.trials().finish(claim().ref(), completed(0.5));
        long event = stores.studies().find(study.id()).orElseThrow().eventSeq();
        assertThat(stores.studies().finishSearch(study.id(), event, Optional.empty()))
                .isTrue();
        assertThat(stores.studies().find(study.id()).orElseThrow().finishedAt()).isPresent();
        StudyRecord extended = stores.studies().extend(study.id(), MoreBudget.ofTrials(50));
        assertThat(extended.state()).isEqualTo(StudyState.RUNNING);
        assertThat(extended.maxTrials()).isEqualTo(study.maxTrials() + 50);
        assertThat(extended.finishedAt()).isEmpty();
    }

    @Test
    void budgets_of_device_time_and_money_grow_where_a_study_has_them() {
        Allowance bounded = new Allowance("default", Optional.of(Duration.ofHours(2)), OptionalDouble.of(9));
        StudyRecord study = study(1, made -> allowed(made, 1, 0, bounded));
        StudyRecord extended =
                stores.studies().extend(study.id(), new MoreBudget(0, Duration.ZERO, Duration.ofHours(1), 2.5));
        assertThat(extended.allowance())
                .isEqualTo(new Allowance("default", Optional.of(Duration.ofHours(3)), OptionalDouble.of(11.5)));
        assertThat(extended.maxTrials()).isEqualTo(study.maxTrials());

        StudyRecord free = study(1);
        assertThatThrownBy(() -> stores.studies().extend(free.id(), new MoreBudget(0, Duration.ZERO, Duration.ZERO, 1)))
                .isInstanceOf(StoreConflict.class)
                .hasMessageContaining("no budget of money");
    }

    @Test
    void a_state_changes_only_from_where_it_may() {
        StudyRecord study = stores.studies().insert(newStudy());
        assertThat(stores.studies()
                        .transition(study.id(), Set.of(StudyState.PAUSED), StudyState.RUNNING, Optional.empty()))
                .isEmpty();
        assertThatThrownBy(() -> stores.studies()
                        .transition(study.id(), Set.of(StudyState.CANCELLED), StudyState.RUNNING, Optional.empty()))
                .isInstanceOf(StoreConflict.class);
        StudyRecord failed = stores.studies()
                .transition(study.id(), RUNNING, StudyState.FAILED, Optional.of("no trial completed"))
                .orElseThrow();
        assertThat(failed.failure()).hasValue("no trial completed");
        assertThat(failed.finishedAt()).isPresent();
        assertThatThrownBy(() ->
                        stores.studies().transition(UUID.randomUUID(), RUNNING, StudyState.PAUSED, Optional.empty()))
                .isInstanceOf(MissingRecord.class);
    }

    @Test
    void events_are_numbered_without_gaps() {
        StudyRecord study = study(3);
        stores.trials().finish(claim().ref(), completed(0.5));
        List<StudyEvent> events = stores.studies().events(study.id(), 0, 100);
        assertThat(events).extracting(StudyEvent::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(events)
                .extracting(StudyEvent::type)
                .containsExactly(
                        "study.state",
                        "trial.created",
                        "trial.created",
                        "trial.created",
                        "trial.state",
                        "trial.state",
                        "study.best");
        assertThat(events.get(4).payload()).containsEntry("from", "QUEUED").containsEntry("to", "RUNNING");
        assertThat(stores.studies().events(study.id(), 5, 1))
                .extracting(StudyEvent::seq)
                .containsExactly(6L);
    }

    @Test
    void studies_are_listed_newest_first_by_state_text_and_dataset() {
        String mark = "Mark" + queue;
        StudyRecord first = stores.studies().insert(newStudy(mark + "-1"));
        StudyRecord second = stores.studies().insert(newStudy(mark + "-2"));
        stores.studies().transition(first.id(), RUNNING, StudyState.PAUSED, Optional.empty());
        UUID dataset = stores.datasets().newest("data-" + queue).orElseThrow().datasetId();
        StudyFilter text = new StudyFilter(Set.of(), Optional.of(mark.toLowerCase(Locale.ROOT)), Optional.empty());

        Page<StudyRecord> page = stores.studies().list(text, Optional.empty(), 1);
        assertThat(page.items()).extracting(StudyRecord::id).containsExactly(second.id());
        page = stores.studies().list(text, page.nextCursor(), 5);
        assertThat(page.items()).extracting(StudyRecord::id).containsExactly(first.id());
        assertThat(page.nextCursor()).isEmpty();
        StudyFilter paused = new StudyFilter(Set.of(StudyState.PAUSED), Optional.empty(), Optional.of(dataset));
        assertThat(stores.studies().list(paused, Optional.empty(), 5).items())
                .extracting(StudyRecord::id)
                .containsExactly(first.id());
        assertThat(stores.studies().ids(Set.of(StudyState.PAUSED)))
                .contains(first.id())
                .doesNotContain(second.id());
    }

    @Test
    void progress_counts_search_trials_and_knows_the_best() {
        StudyRecord study = study(3);
        stores.trials().finish(claim().ref(), completed(0.5));
        stores.trials().finish(claim().ref(), completed(0.6));
        UUID unknown = UUID.randomUUID();
        Map<UUID, StudyProgress> progress = stores.studies().progress(List.of(study.id(), unknown));
        assertThat(progress.get(study.id()).trials())
                .containsOnly(Map.entry(TrialState.COMPLETED, 2), Map.entry(TrialState.QUEUED, 1));
        assertThat(progress.get(study.id()).bestTrial()).hasValue(2);
        assertThat(progress.get(study.id()).bestObjective()).hasValue(0.6);
        assertThat(progress.get(unknown)).isEqualTo(StudyProgress.NONE);
    }

    @Test
    void tags_change_only_on_the_version_that_was_seen() {
        StudyRecord study = stores.studies().insert(newStudy());
        assertThat(stores.studies().tag(study.id(), study.eventSeq() - 1, List.of("b")))
                .isEmpty();
        assertThat(stores.studies()
                        .tag(study.id(), study.eventSeq(), List.of("b"))
                        .orElseThrow()
                        .tags())
                .containsExactly("b");
    }

    @Test
    void only_a_study_that_is_over_can_be_deleted() {
        StudyRecord study = study(1);
        AttemptRef ref = claim().ref();
        stores.trials().record(ref, List.of(measurement(1, 0.5)));
        assertThatThrownBy(() -> stores.studies().delete(study.id())).isInstanceOf(StoreConflict.class);
        stores.studies().transition(study.id(), RUNNING, StudyState.CANCELLED, Optional.empty());
        assertThatThrownBy(() -> stores.studies().delete(study.id()))
                .isInstanceOf(StoreConflict.class)
                .hasMessageContaining("attempt");
        stores.trials().finish(ref, new Outcome.Cancelled(1));
        stores.studies().delete(study.id());
        assertThat(stores.studies().find(study.id())).isEmpty();
        assertThat(stores.reader().curves(study.id(), "rocAuc", List.of())).isEmpty();
        assertThatThrownBy(() -> stores.studies().delete(study.id())).isInstanceOf(MissingRecord.class);
    }
}
