package dev.cairn.store.memory;

import dev.cairn.store.LeaseStore;
import dev.cairn.store.NewTrial;
import dev.cairn.store.Outcome;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Leases in memory: attempts whose worker is a client. */
final class MemoryLeaseStore implements LeaseStore {
    private final World world;
    private final MemoryTrialStore trials;

    MemoryLeaseStore(World world) {
        this.world = world;
        this.trials = new MemoryTrialStore(world);
    }

    @Override
    public Optional<List<Lease>> lease(Wanted wanted) {
        synchronized (world) {
            MemoryStudy study = world.study(wanted.study());
            if (study.state() != StudyState.RUNNING) {
                throw new StoreConflict("the study is " + study.state() + ": it hands out no trials");
            }
            List<MemoryTrial> leased = new ArrayList<>(held(study, wanted));
            study.trials().values().stream()
                    .filter(MemoryTrial::ready)
                    .sorted((a, b) -> Boolean.compare(b.recovered(), a.recovered()))
                    .limit(wanted.count() - leased.size())
                    .toList()
                    .forEach(trial -> {
                        trial.claim(wanted.client().id(), wanted.client().name(), wanted.lease());
                        leased.add(trial);
                    });
            int more = Math.min(wanted.count() - leased.size(), wanted.fresh().size());
            if (more > 0 && !takeFresh(study, wanted, more, leased) && leased.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(leased.stream()
                    .map(trial -> new Lease(trial.newest().ref(), trial.toRecord()))
                    .toList());
        }
    }

    private List<MemoryTrial> held(MemoryStudy study, Wanted wanted) {
        List<MemoryTrial> held = study.trials().values().stream()
                .filter(trial -> trial.state() == TrialState.RUNNING
                        && trial.newest().worker().equals(wanted.client().id()))
                .limit(wanted.count())
                .toList();
        held.forEach(trial -> trial.newest().renew(world.now().plus(wanted.lease())));
        return held;
    }

    private boolean takeFresh(MemoryStudy study, Wanted wanted, int more, List<MemoryTrial> leased) {
        List<NewTrial> fresh = wanted.fresh().subList(0, more);
        if (study.eventSeq() > wanted.expectedEvent() + wanted.lagEvents()
                || !study.append(fresh, wanted.expectedEvent())) {
            return false;
        }
        for (NewTrial made : fresh) {
            MemoryTrial trial = world.trial(study.made().id(), made.number()).orElseThrow();
            trial.claim(wanted.client().id(), wanted.client().name(), wanted.lease());
            leased.add(trial);
        }
        return true;
    }

    @Override
    public Hold hold(UUID study, int number, Optional<Client> client, Duration lease) {
        synchronized (world) {
            return world.trial(study, number)
                    .map(trial -> hold(trial, client, lease))
                    .orElse(new Hold.Missing());
        }
    }

    private Hold hold(MemoryTrial trial, Optional<Client> client, Duration lease) {
        Optional<MemoryAttempt> newest = trial.attempts().isEmpty() ? Optional.empty() : Optional.of(trial.newest());
        Optional<Client> holder =
                newest.map(a -> new Client(a.worker(), a.toRecord().slot()));
        Optional<Client> claimant = client.or(() -> holder);
        if (trial.state() == TrialState.QUEUED && claimant.isPresent()) {
            return new Hold.Mine(trial.claim(claimant.get().id(), claimant.get().name(), lease));
        }
        if (trial.state() != TrialState.RUNNING) {
            return new Hold.Over(trial.state());
        }
        if (!claimant.map(Client::id).equals(holder.map(Client::id))) {
            return new Hold.Theirs(holder.map(Client::name).orElse(""));
        }
        trial.newest().renew(world.now().plus(lease));
        return new Hold.Mine(trial.newest().ref());
    }

    @Override
    public Told tell(UUID study, int number, Optional<Client> client, Function<StudyRecord, Outcome> outcome) {
        synchronized (world) {
            StudyRecord record = world.study(study).toRecord();
            Outcome made = outcome.apply(record);
            Hold hold = hold(study, number, client, Duration.ofMinutes(1));
            if (!(hold instanceof Hold.Mine mine)) {
                return new Told(record, hold, false);
            }
            trials.finish(mine.ref(), made);
            return new Told(record, hold, spent(world.study(study)));
        }
    }

    private static boolean spent(MemoryStudy study) {
        return study.trials().size() >= study.toRecord().maxTrials()
                && study.trials().values().stream()
                        .noneMatch(trial -> trial.state() == TrialState.RUNNING || trial.state() == TrialState.QUEUED);
    }
}
