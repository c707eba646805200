package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.store.LeaseStore.Client;
import dev.cairn.store.LeaseStore.Hold;
import dev.cairn.store.LeaseStore.Lease;
import dev.cairn.store.LeaseStore.Told;
import dev.cairn.store.LeaseStore.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class LeaseStoreTest extends StoreContract {
    private static final Client ANN = new Client(new UUID(1, 1), "ann");
    private static final Client BOB = new Client(new UUID(1, 2), "bob");
    private static final Duration HOLD_OFF = Duration.ZERO;

    private StudyRecord external(int budget) {
        NewStudy s = newStudy();
        return stores.studies()
                .insert(new NewStudy(
                        s.id(),
                        s.name(),
                        s.specJson(),
                        s.specText(),
                        Optional.empty(),
                        s.seed(),
                        s.metrics(),
                        s.maximize(),
                        budget,
                        s.maxTime(),
                        s.parallel(),
                        s.priority(),
                        "external-" + queue,
                        false,
                        s.lag(),
                        1,
                        s.tags()));
    }

    private List<Lease> ask(StudyRecord study, Client client, int count) {
        TrialChanges now = stores.reader().changes(study.id(), 0);
        int next = now.trials().size() + 1;
        List<NewTrial> fresh = search(next, Math.min(count, study.maxTrials() - next + 1));
        return stores.leases()
                .lease(new Wanted(study.id(), client, count, LEASE, now.event(), 0, fresh))
                .orElseThrow();
    }

    private static List<Integer> numbers(List<Lease> leases) {
        return leases.stream().map(lease -> lease.ref().trial()).toList();
    }

    private Told tell(StudyRecord study, int trial, Optional<Client> client, double score) {
        return stores.leases().tell(study.id(), trial, client, its -> completed(score));
    }

    @Test
    void a_study_without_a_split_is_external() {
        StudyRecord study = external(3);
        assertThat(study.external()).isTrue();
        assertThat(stores.studies().find(study.id()).orElseThrow().splitId()).isEmpty();
    }

    @Test
    void the_same_client_asking_again_gets_the_same_trials() {
        StudyRecord study = external(10);
        assertThat(numbers(ask(study, ANN, 2))).containsExactly(1, 2);
        assertThat(numbers(ask(study, BOB, 1))).containsExactly(3);
        List<Lease> again = ask(study, ANN, 2);
        assertThat(numbers(again)).containsExactly(1, 2);
        assertThat(again).allSatisfy(lease -> assertThat(lease.ref().attempt()).isEqualTo(1));
        assertThat(numbers(ask(study, ANN, 3))).containsExactly(1, 2, 4);
        assertThat(stores.reader().find(study.id(), 1).orElseThrow().state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void a_trial_whose_lease_ran_out_goes_to_whoever_asks_next() {
        StudyRecord study = external(10);
        Lease lost = ask(study, ANN, 1).get(0);
        leaseRunsOut(lost.ref());
        assertThat(stores.trials().reap(HOLD_OFF)).hasSize(1);
        Lease taken = ask(study, BOB, 1).get(0);
        assertThat(taken.ref()).isEqualTo(new AttemptRef(study.id(), 1, 2));
        assertThat(taken.trial().values()).isEqualTo(lost.trial().values());
        assertThat(tell(study, 1, Optional.of(ANN), 0.5).hold()).isEqualTo(new Hold.Theirs("bob"));
        assertThat(tell(study, 1, Optional.of(BOB), 0.6).hold()).isEqualTo(new Hold.Mine(taken.ref()));
    }

    @Test
    void a_result_that_comes_after_its_lease_counts_while_nobody_else_has_the_trial() {
        StudyRecord study = external(10);
        Lease lost = ask(study, ANN, 1).get(0);
        leaseRunsOut(lost.ref());
        stores.trials().reap(HOLD_OFF);
        assertThat(tell(study, 1, Optional.of(ANN), 0.5).hold()).isInstanceOf(Hold.Mine.class);
        assertThat(trial(lost.ref()).state()).isEqualTo(TrialState.COMPLETED);
    }

    @Test
    void telling_of_a_trial_that_is_over_or_unknown_changes_nothing() {
        StudyRecord study = external(10);
        Lease lease = ask(study, ANN, 1).get(0);
        tell(study, 1, Optional.empty(), 0.5);
        assertThat(tell(study, 1, Optional.empty(), 0.9).hold()).isEqualTo(new Hold.Over(TrialState.COMPLETED));
        assertThat(tell(study, 7, Optional.of(ANN), 0.9).hold()).isEqualTo(new Hold.Missing());
        assertThat(trial(lease.ref()).outcome().orElseThrow().objective()).hasValue(0.5);
    }

    @Test
    void a_result_that_does_not_say_its_steps_has_those_that_were_reported() {
        StudyRecord study = external(10);
        Lease lease = ask(study, ANN, 2).get(0);
        stores.trials().record(lease.ref(), List.of(measurement(3, 0.9), measurement(7, 0.6)));
        Outcome silent = new Outcome.Completed(
                Map.of("rocAuc", 0.5), Map.of(), 0.5, 0, 0, Duration.ofSeconds(1), Optional.empty());
        stores.leases().tell(study.id(), 1, Optional.of(ANN), its -> silent);
        stores.leases().tell(study.id(), 2, Optional.of(ANN), its -> silent);
        assertThat(trial(lease.ref()).outcome().orElseThrow().steps()).isEqualTo(7);
        assertThat(stores.reader()
                        .find(study.id(), 2)
                        .orElseThrow()
                        .outcome()
                        .orElseThrow()
                        .steps())
                .isZero();
    }

    @Test
    void the_last_result_says_that_nothing_is_left() {
        StudyRecord study = external(2);
        ask(study, ANN, 2);
        assertThat(tell(study, 1, Optional.empty(), 0.5).last()).isFalse();
        assertThat(tell(study, 2, Optional.empty(), 0.5).last()).isTrue();
        assertThat(ask(study, ANN, 1)).isEmpty();
    }

    @Test
    void suggestions_that_no_longer_fit_lease_nothing() {
        StudyRecord study = external(10);
        long before = stores.reader().changes(study.id(), 0).event();
        ask(study, ANN, 1);
        assertThat(stores.leases().lease(new Wanted(study.id(), BOB, 1, LEASE, before, 100, search(1, 1))))
                .isEmpty();
        assertThat(stores.leases().lease(new Wanted(study.id(), BOB, 1, LEASE, before, 1, search(2, 1))))
                .isEmpty();
    }

    @Test
    void a_study_that_does_not_run_hands_out_nothing() {
        StudyRecord study = external(10);
        stores.studies().transition(study.id(), Set.of(StudyState.RUNNING), StudyState.PAUSED, Optional.empty());
        assertThatThrownBy(() -> ask(study, ANN, 1))
                .isInstanceOf(StoreConflict.class)
                .hasMessageContaining("PAUSED");
    }

    @Test
    void the_event_of_a_new_trial_says_what_its_suggestion_knew() {
        StudyRecord study = external(10);
        ask(study, ANN, 1);
        Map<String, Object> created = stores.studies().events(study.id(), 0, 10).stream()
                .filter(event -> event.type().equals("trial.created"))
                .findFirst()
                .orElseThrow()
                .payload();
        assertThat(((Number) created.get("seen")).longValue()).isEqualTo(1);
    }
}
