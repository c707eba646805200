package dev.cairn.store.memory;

import dev.cairn.store.AttemptState;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.MoreBudget;
import dev.cairn.store.NewStudy;
import dev.cairn.store.NewTrial;
import dev.cairn.store.Page;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyEvent;
import dev.cairn.store.StudyFilter;
import dev.cairn.store.StudyOrigin;
import dev.cairn.store.StudyProgress;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyRevision;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Studies in memory. */
final class MemoryStudyStore implements StudyStore {
    private static final Set<StudyState> RETRYABLE =
            Set.of(StudyState.RUNNING, StudyState.PAUSED, StudyState.COMPLETED);

    private final World world;
    private final MemoryDatasetStore datasets;

    MemoryStudyStore(World world, MemoryDatasetStore datasets) {
        this.world = world;
        this.datasets = datasets;
    }

    @Override
    public StudyRecord insert(NewStudy study) {
        synchronized (world) {
            if (find(study.name()).isPresent()) {
                throw new StoreConflict("a study named '" + study.name() + "' exists");
            }
            study.splitId().filter(id -> datasets.split(id).isEmpty()).ifPresent(id -> {
                throw new StoreConflict("there is no split " + id);
            });
            MemoryStudy made = new MemoryStudy(world, study);
            world.studies().put(study.id(), made);
            return made.toRecord();
        }
    }

    @Override
    public StudyRecord derive(NewStudy study, StudyOrigin origin, Predicate<Map<String, Object>> inside) {
        synchronized (world) {
            if (find(study.name()).isPresent()) {
                throw new StoreConflict("a study named '" + study.name() + "' exists");
            }
            MemoryStudy source = world.find(origin.study())
                    .orElseThrow(() -> new StoreConflict("study '" + origin.name() + "' is gone"));
            MemoryStudy made = new MemoryStudy(world, study, Optional.of(origin));
            if (origin.kind() == StudyOrigin.Kind.FORK) {
                made.inherit(source, origin);
                made.cancelOutside(inside);
            }
            world.studies().put(study.id(), made);
            return made.toRecord();
        }
    }

    @Override
    public Optional<StudyOrigin> origin(UUID id) {
        synchronized (world) {
            return world.find(id).flatMap(MemoryStudy::origin);
        }
    }

    @Override
    public List<UUID> derived(UUID id) {
        synchronized (world) {
            return world.studies().values().stream()
                    .filter(study -> study.origin().map(StudyOrigin::study).equals(Optional.of(id)))
                    .map(study -> study.made().id())
                    .sorted(Comparator.comparing(UUID::toString))
                    .toList();
        }
    }

    @Override
    public StudyRecord resize(UUID id, int parallel) {
        synchronized (world) {
            MemoryStudy study = world.study(id);
            study.resize(parallel);
            return study.toRecord();
        }
    }

    @Override
    public int retry(UUID id, int number) {
        synchronized (world) {
            MemoryStudy study = world.study(id);
            Optional<Integer> open = study.trials().values().stream()
                    .filter(trial -> trial.retryOf().equals(OptionalInt.of(number))
                            && !trial.state().terminal())
                    .map(MemoryTrial::number)
                    .findFirst();
            return open.orElseGet(() -> startRetry(study, number));
        }
    }

    private int startRetry(MemoryStudy study, int number) {
        MemoryTrial trial = world.trial(study.made().id(), number)
                .orElseThrow(() -> new MissingRecord("there is no trial " + number));
        trial.toRecord().requireRetryable();
        if (!RETRYABLE.contains(study.state())) {
            throw new StoreConflict("a study that is " + study.state() + " cannot try a trial again; clone or fork it");
        }
        int retry = study.retry(trial);
        if (study.state() == StudyState.COMPLETED) {
            study.become(StudyState.RUNNING, Optional.of("trial " + number + " is tried again"));
        }
        return retry;
    }

    @Override
    public Optional<StudyRecord> revise(
            UUID id,
            long expectedEvent,
            String specJson,
            String specText,
            List<String> changes,
            Predicate<Map<String, Object>> inside) {
        synchronized (world) {
            MemoryStudy study = world.study(id);
            if (study.state() != StudyState.RUNNING && study.state() != StudyState.PAUSED) {
                throw new StoreConflict("a study that is " + study.state() + " cannot be revised; clone or fork it");
            }
            if (study.revision().event() > expectedEvent) {
                return Optional.empty();
            }
            study.revise(specJson, specText, changes);
            study.cancelOutside(inside);
            return Optional.of(study.toRecord());
        }
    }

    @Override
    public List<StudyRevision> revisions(UUID id) {
        synchronized (world) {
            return List.copyOf(world.study(id).revisions());
        }
    }

    @Override
    public Optional<StudyRecord> find(UUID id) {
        synchronized (world) {
            return world.find(id).map(MemoryStudy::toRecord);
        }
    }

    @Override
    public Optional<StudyRecord> find(String name) {
        synchronized (world) {
            return world.studies().values().stream()
                    .filter(study -> study.made().name().equals(name))
                    .findFirst()
                    .map(MemoryStudy::toRecord);
        }
    }

    @Override
    public Page<StudyRecord> list(StudyFilter filter, Optional<String> cursor, int limit) {
        synchronized (world) {
            List<StudyRecord> all = world.studies().values().stream()
                    .filter(matches(filter))
                    .map(MemoryStudy::toRecord)
                    .sorted(Comparator.comparing(
                                    (StudyRecord study) -> study.id().toString())
                            .reversed())
                    .toList();
            return Pages.of(all, cursor, limit, study -> study.id().toString());
        }
    }

    private Predicate<MemoryStudy> matches(StudyFilter filter) {
        return study -> (filter.states().isEmpty() || filter.states().contains(study.state()))
                && filter.text()
                        .map(text ->
                                study.made().name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                        .orElse(true)
                && filter.dataset()
                        .map(id -> study.made()
                                .splitId()
                                .flatMap(datasets::datasetOf)
                                .equals(Optional.of(id)))
                        .orElse(true);
    }

    @Override
    public List<UUID> ids(Set<StudyState> states) {
        synchronized (world) {
            return world.studies().values().stream()
                    .filter(study -> states.contains(study.state()))
                    .map(study -> study.made().id())
                    .sorted(Comparator.comparing(UUID::toString))
                    .toList();
        }
    }

    @Override
    public boolean addTrials(UUID id, long expectedEvent, int lagEvents, List<NewTrial> trials) {
        synchronized (world) {
            MemoryStudy study = world.study(id);
            return study.state() == StudyState.RUNNING
                    && study.revision().event() <= expectedEvent
                    && study.eventSeq() <= expectedEvent + lagEvents
                    && study.append(trials, expectedEvent);
        }
    }

    @Override
    public boolean finishSearch(UUID id, long expectedEvent, Optional<NewTrial> finalTrial, Optional<String> why) {
        synchronized (world) {
            MemoryStudy study = world.study(id);
            if (study.state() != StudyState.RUNNING
                    || study.eventSeq() != expectedEvent
                    || !study.append(finalTrial.stream().toList(), expectedEvent)) {
                return false;
            }
            study.become(finalTrial.isPresent() ? StudyState.FINISHING : StudyState.COMPLETED, why);
            return true;
        }
    }

    @Override
    public Optional<StudyRecord> transition(UUID id, Set<StudyState> from, StudyState to, Optional<String> reason) {
        if (from.stream().noneMatch(state -> state.canBecome(to))) {
            throw new StoreConflict("a study that is one of " + from + " cannot become " + to);
        }
        synchronized (world) {
            MemoryStudy study = world.study(id);
            if (!from.contains(study.state()) || !study.state().canBecome(to)) {
                return Optional.empty();
            }
            study.become(to, reason);
            return Optional.of(study.toRecord());
        }
    }

    @Override
    public StudyRecord extend(UUID id, MoreBudget more) {
        synchronized (world) {
            MemoryStudy study = world.study(id);
            more.requireFits(study.toRecord());
            study.extend(more);
            if (study.state() == StudyState.COMPLETED) {
                study.become(StudyState.RUNNING, Optional.of("extended"));
            }
            return study.toRecord();
        }
    }

    @Override
    public Optional<StudyRecord> tag(UUID id, long expectedEvent, List<String> tags) {
        synchronized (world) {
            MemoryStudy study = world.study(id);
            if (study.eventSeq() != expectedEvent) {
                return Optional.empty();
            }
            study.tag(tags);
            return Optional.of(study.toRecord());
        }
    }

    @Override
    public void delete(UUID id) {
        synchronized (world) {
            MemoryStudy study = world.study(id);
            if (!study.state().terminal()) {
                throw new StoreConflict("the study is " + study.state() + "; cancel it before you delete it");
            }
            boolean runs = study.trials().values().stream()
                    .flatMap(trial -> trial.attempts().stream())
                    .anyMatch(attempt -> attempt.state() == AttemptState.RUNNING);
            if (runs) {
                throw new StoreConflict("an attempt of the study still runs; try again when it has stopped");
            }
            world.studies().remove(id);
        }
    }

    @Override
    public Map<UUID, StudyProgress> progress(Collection<UUID> studies) {
        synchronized (world) {
            Map<UUID, StudyProgress> progress = new LinkedHashMap<>();
            studies.forEach(id -> progress.put(
                    id, world.find(id).map(MemoryStudyStore::progress).orElse(StudyProgress.NONE)));
            return progress;
        }
    }

    private static StudyProgress progress(MemoryStudy study) {
        Map<TrialState, Integer> counts = new EnumMap<>(TrialState.class);
        study.trials().values().stream()
                .filter(trial -> trial.kind() == TrialKind.SEARCH)
                .forEach(trial -> counts.merge(trial.state(), 1, Integer::sum));
        return Ranking.best(study)
                .map(best -> new StudyProgress(
                        counts,
                        OptionalInt.of(best.number()),
                        OptionalDouble.of(Ranking.objective(best).orElseThrow())))
                .orElse(new StudyProgress(counts, OptionalInt.empty(), OptionalDouble.empty()));
    }

    @Override
    public List<StudyEvent> events(UUID id, long afterSeq, int limit) {
        synchronized (world) {
            return world.find(id)
                    .map(study -> study.events().stream()
                            .filter(event -> event.seq() > afterSeq)
                            .limit(limit)
                            .toList())
                    .orElse(List.of());
        }
    }
}
