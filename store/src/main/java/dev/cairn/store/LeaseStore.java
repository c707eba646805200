package dev.cairn.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Trials of studies that are trained elsewhere. Clients take them for a lease and tell how they ended; a trial whose lease ran out is given back
 * by {@link TrialStore#reap} like one whose worker died.
 */
public interface LeaseStore {
    /**
     * Who takes trials.
     *
     * @param id the same for the same name in the same study
     */
    record Client(UUID id, String name) {
        public Client {
            Checks.notBlank("client", name);
        }
    }

    /** A trial in the hands of a client, with its newest attempt's number. */
    record Lease(AttemptRef ref, TrialRecord trial) {}

    /**
     * What is to be leased.
     *
     * @param count most trials that the client wants to hold
     * @param expectedEvent the event up to which {@code fresh} was suggested
     * @param lagEvents how many events it may have missed
     * @param fresh trials to make where there are no others
     */
    record Wanted(
            UUID study,
            Client client,
            int count,
            Duration lease,
            long expectedEvent,
            int lagEvents,
            List<NewTrial> fresh) {
        public Wanted {
            Checks.that(count >= 1, "count", "is at least 1", count);
            fresh = List.copyOf(fresh);
        }
    }

    /**
     * Leases trials to a client, in one transaction: first those it holds already, whose leases are renewed, then trials that were given back,
     * then fresh ones. Empty when there was nothing to lease but fresh ones and those no longer fit, so that they are to be suggested again.
     *
     * @throws StoreConflict when the study does not run
     */
    Optional<List<Lease>> lease(Wanted wanted);

    /** What a client may do with a trial now. */
    sealed interface Hold {
        /** It is its own; one that had been given back was leased again. */
        record Mine(AttemptRef ref) implements Hold {}

        /** Another client has it. */
        record Theirs(String client) implements Hold {}

        /** Nobody trains it: it is over, or paused. */
        record Over(TrialState state) implements Hold {}

        /** The study has no such trial. */
        record Missing() implements Hold {}
    }

    /**
     * The right to report of a trial; its lease is renewed.
     *
     * @param client empty speaks for whoever has it
     */
    Hold hold(UUID study, int trial, Optional<Client> client, Duration lease);

    /**
     * What became of a trial that was told of.
     *
     * @param study as it was then
     * @param last nothing of the study's budget is left, nor is any trial still open
     */
    record Told(StudyRecord study, Hold hold, boolean last) {}

    /**
     * Ends a trial as {@link #hold} and {@link TrialStore#finish} do, in one transaction. Nothing is written unless the hold is {@code Mine}.
     *
     * @param outcome made of the study as it is then; what it throws is thrown, and nothing is written
     * @throws MissingRecord when there is no such study
     */
    Told tell(UUID study, int trial, Optional<Client> client, Function<StudyRecord, Outcome> outcome);
}
