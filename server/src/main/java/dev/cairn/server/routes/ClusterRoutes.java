package dev.cairn.server.routes;

import dev.cairn.server.wire.ClusterJson;
import dev.cairn.server.wire.PageJson;
import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptState;
import dev.cairn.store.SlotOffer;
import dev.cairn.store.StudyProgress;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialState;
import dev.cairn.store.WorkerRecord;
import dev.cairn.store.WorkerStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Workers with their slots, and what waits for them. */
final class ClusterRoutes {
    private static final Set<StudyState> LIVE = Set.of(StudyState.RUNNING, StudyState.PAUSED, StudyState.FINISHING);

    private final WorkerStore workers;
    private final StudyStore studies;
    private final TrialReader trials;

    ClusterRoutes(WorkerStore workers, StudyStore studies, TrialReader trials) {
        this.workers = workers;
        this.studies = studies;
        this.trials = trials;
    }

    void register(Api api) {
        api.get("/workers", request -> Answer.ok(PageJson.of(workers())));
        api.get("/queue", request -> Answer.ok(PageJson.of(queues())));
    }

    /** Where an attempt runs now. */
    private record Busy(StudyRecord study, AttemptRecord attempt) {}

    private List<ClusterJson.Worker> workers() {
        Map<UUID, List<Busy>> busy = new HashMap<>();
        for (StudyRecord study : live()) {
            for (AttemptRecord attempt : trials.attempts(study.id())) {
                if (attempt.state() == AttemptState.RUNNING) {
                    busy.computeIfAbsent(attempt.worker(), w -> new ArrayList<>())
                            .add(new Busy(study, attempt));
                }
            }
        }
        return workers.list().stream()
                .map(worker -> worker(worker, busy.getOrDefault(worker.id(), List.of())))
                .toList();
    }

    private static ClusterJson.Worker worker(WorkerRecord worker, List<Busy> busy) {
        String state =
                !worker.alive() ? "lost" : worker.draining() ? "draining" : worker.cordoned() ? "cordoned" : "live";
        return new ClusterJson.Worker(
                worker.id(),
                worker.host(),
                worker.pid(),
                worker.version(),
                state,
                slots(worker, busy),
                worker.running(),
                worker.startedAt(),
                worker.lastSeen());
    }

    private static List<ClusterJson.Slot> slots(WorkerRecord worker, List<Busy> busy) {
        return worker.offers().stream()
                .map(offer -> slot(
                        offer,
                        busy.stream()
                                .filter(b -> b.attempt().slot().equals(offer.name()))
                                .findFirst()))
                .toList();
    }

    private static ClusterJson.Slot slot(SlotOffer offer, Optional<Busy> here) {
        return new ClusterJson.Slot(
                offer.name(),
                offer.queue(),
                offer.device(),
                here.map(b -> StudyViews.ref(b.study())),
                here.map(b -> OptionalInt.of(b.attempt().ref().trial())).orElse(OptionalInt.empty()));
    }

    private List<ClusterJson.Queue> queues() {
        List<StudyRecord> live = live();
        Map<UUID, StudyProgress> progress =
                studies.progress(live.stream().map(StudyRecord::id).toList());
        Map<String, Integer> slots = new LinkedHashMap<>();
        workers.list().stream()
                .filter(WorkerRecord::alive)
                .forEach(worker -> worker.slots().forEach((queue, count) -> slots.merge(queue, count, Integer::sum)));
        live.forEach(study -> slots.putIfAbsent(study.queue(), 0));
        return slots.entrySet().stream()
                .map(queue -> queue(queue.getKey(), queue.getValue(), live, progress))
                .toList();
    }

    private static ClusterJson.Queue queue(
            String name, int slots, List<StudyRecord> live, Map<UUID, StudyProgress> progress) {
        List<ClusterJson.Share> shares = live.stream()
                .filter(study -> study.queue().equals(name))
                .map(study -> share(study, progress.getOrDefault(study.id(), StudyProgress.NONE)))
                .toList();
        int running = shares.stream().mapToInt(ClusterJson.Share::running).sum();
        int queued = shares.stream().mapToInt(ClusterJson.Share::queued).sum();
        return new ClusterJson.Queue(name, slots, running, queued, shares);
    }

    private static ClusterJson.Share share(StudyRecord study, StudyProgress progress) {
        return new ClusterJson.Share(
                StudyViews.ref(study), progress.count(TrialState.RUNNING), progress.count(TrialState.QUEUED));
    }

    private List<StudyRecord> live() {
        return studies.ids(LIVE).stream()
                .flatMap(id -> studies.find(id).stream())
                .toList();
    }
}
