package dev.cairn.server.routes;

import dev.cairn.server.wire.ClusterJson;
import dev.cairn.server.wire.PageJson;
import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptState;
import dev.cairn.store.CairnStores;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.SlotOffer;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialReader;
import dev.cairn.store.WorkerRecord;
import dev.cairn.store.WorkerStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Workers with their slots, and what they are asked to do. */
final class ClusterRoutes {
    private static final Set<StudyState> LIVE = Set.of(StudyState.RUNNING, StudyState.PAUSED, StudyState.FINISHING);

    private final WorkerStore workers;
    private final StudyStore studies;
    private final TrialReader trials;

    ClusterRoutes(CairnStores stores) {
        this.workers = stores.workers();
        this.studies = stores.studies();
        this.trials = stores.reader();
    }

    void register(Api api) {
        api.get("/workers", request -> Answer.ok(PageJson.of(workers())));
        api.postAgain("/workers/{worker}:drain", request -> order(request, workers::drain));
        api.postAgain("/workers/{worker}:cordon", request -> order(request, workers::cordon));
        api.postAgain("/workers/{worker}:uncordon", request -> order(request, workers::uncordon));
    }

    private Answer order(Request request, Predicate<UUID> order) {
        UUID worker = id(request.path("worker"));
        if (!order.test(worker)) {
            throw unknown(request.path("worker"));
        }
        return Answer.ok(workers().stream()
                .filter(shown -> shown.id().equals(worker))
                .findFirst()
                .orElseThrow(() -> unknown(request.path("worker"))));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    private static MissingRecord unknown(String worker) {
        return new MissingRecord("no worker has the id " + worker);
    }

    /** Where an attempt runs now. */
    private record Busy(StudyRecord study, AttemptRecord attempt) {}

    private List<ClusterJson.Worker> workers() {
        Map<UUID, List<Busy>> busy = new HashMap<>();
        for (StudyRecord study : live()) {
            for (AttemptRecord attempt : trials.newestAttempts(study.id(), 0)) {
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
                offer.device().equals("gpu") ? OptionalInt.of(offer.deviceIndex()) : OptionalInt.empty(),
                offer.deviceName(),
                offer.memoryBytes(),
                offer.cores(),
                offer.device().equals("gpu") ? Optional.of(offer.gpuMemoryBytes()) : Optional.empty(),
                here.map(b -> StudyViews.ref(b.study())),
                here.map(b -> OptionalInt.of(b.attempt().ref().trial())).orElse(OptionalInt.empty()));
    }

    private List<StudyRecord> live() {
        return studies.ids(LIVE).stream()
                .flatMap(id -> studies.find(id).stream())
                .toList();
    }
}
