package dev.cairn.server.routes;

import dev.cairn.server.wire.ClusterJson;
import dev.cairn.server.wire.PageJson;
import dev.cairn.store.BackOff;
import dev.cairn.store.CairnStores;
import dev.cairn.store.MovedTrials;
import dev.cairn.store.ProjectQuota;
import dev.cairn.store.ProjectRecord;
import dev.cairn.store.SharingStore;
import dev.cairn.store.Spending;
import dev.cairn.store.StudyProgress;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialState;
import dev.cairn.store.WorkerRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What runs and what waits on each queue, and why; and what projects use. */
final class QueueRoutes {
    private static final Set<StudyState> LIVE = Set.of(StudyState.RUNNING, StudyState.PAUSED, StudyState.FINISHING);

    private final CairnStores stores;

    QueueRoutes(CairnStores stores) {
        this.stores = stores;
    }

    void register(Api api) {
        api.get("/queue", request -> Answer.ok(PageJson.of(queues())));
        api.get("/projects", request -> Answer.ok(PageJson.of(projects())));
    }

    /** All that is asked once for all queues. */
    private record Now(
            List<StudyRecord> studies,
            Map<UUID, StudyProgress> progress,
            Map<UUID, Spending> spending,
            Map<UUID, BackOff> backOffs,
            Map<String, ProjectRecord> projects,
            Map<String, Double> prices,
            List<MovedTrials> moved) {
        /** Of all its trials, on whatever queue. */
        int running(StudyRecord study) {
            return spending.getOrDefault(study.id(), Spending.NONE).running();
        }

        int queued(StudyRecord study) {
            return progress.getOrDefault(study.id(), StudyProgress.NONE).count(TrialState.QUEUED);
        }

        /** Those on one queue: its own, or a larger one that some were moved to. */
        int running(StudyRecord study, String queue) {
            return study.queue().equals(queue)
                    ? running(study) - moved(study, other -> true, MovedTrials::running)
                    : moved(study, queue::equals, MovedTrials::running);
        }

        int queued(StudyRecord study, String queue) {
            return study.queue().equals(queue)
                    ? queued(study) - moved(study, other -> true, MovedTrials::queued)
                    : moved(study, queue::equals, MovedTrials::queued);
        }

        private int moved(StudyRecord study, Predicate<String> to, ToIntFunction<MovedTrials> count) {
            return moved.stream()
                    .filter(one -> one.study().equals(study.id()) && to.test(one.queue()))
                    .mapToInt(count)
                    .sum();
        }

        boolean uses(StudyRecord study, String queue) {
            return study.queue().equals(queue)
                    || moved.stream()
                            .anyMatch(one -> one.study().equals(study.id())
                                    && one.queue().equals(queue));
        }
    }

    private List<ClusterJson.Queue> queues() {
        List<StudyRecord> studies = stores.studies().ids(LIVE).stream()
                .flatMap(id -> stores.studies().find(id).stream())
                .toList();
        List<UUID> ids = studies.stream().map(StudyRecord::id).toList();
        Now now = new Now(
                studies,
                stores.studies().progress(ids),
                stores.sharing().spending(ids),
                stores.sharing().backOffs(ids),
                stores.sharing().projects().stream()
                        .collect(Collectors.toMap(project -> project.quota().name(), Function.identity())),
                stores.sharing().prices(),
                stores.trials().moved());
        Map<String, Integer> slots = new TreeMap<>();
        stores.workers().list().stream()
                .filter(WorkerRecord::serving)
                .forEach(worker -> worker.slots().forEach((queue, count) -> slots.merge(queue, count, Integer::sum)));
        studies.forEach(study -> slots.putIfAbsent(study.queue(), 0));
        now.moved().forEach(moved -> slots.putIfAbsent(moved.queue(), 0));
        return slots.entrySet().stream()
                .map(queue -> queue(queue.getKey(), queue.getValue(), now))
                .toList();
    }

    private static ClusterJson.Queue queue(String name, int slots, Now now) {
        List<StudyRecord> here = now.studies().stream()
                .filter(study -> now.uses(study, name))
                .sorted(Comparator.comparing(StudyRecord::priority).reversed())
                .toList();
        int running = here.stream().mapToInt(study -> now.running(study, name)).sum();
        int queued = here.stream().mapToInt(study -> now.queued(study, name)).sum();
        double price = now.prices().getOrDefault(name, 0.0);
        List<ClusterJson.Share> shares = here.stream()
                .map(study -> new ClusterJson.Share(
                        StudyViews.ref(study),
                        study.allowance().project(),
                        study.priority(),
                        now.running(study, name),
                        now.queued(study, name),
                        study.parallel(),
                        now.queued(study, name) == 0
                                ? Optional.empty()
                                : Optional.of(why(study, now, name, slots, running, price)),
                        Optional.ofNullable(now.backOffs().get(study.id())).map(QueueRoutes::backOff)))
                .toList();
        return new ClusterJson.Queue(name, slots, running, queued, price, shares);
    }

    private static ClusterJson.BackOff backOff(BackOff waiting) {
        return new ClusterJson.BackOff(
                waiting.trials(), waiting.next(), Wire.seconds(waiting.delay()), waiting.reason());
    }

    /** The first thing in the way of a queued trial. */
    private static String why(StudyRecord study, Now now, String queue, int slots, int running, double price) {
        Optional<ProjectRecord> project =
                Optional.ofNullable(now.projects().get(study.allowance().project()));
        if (study.state() == StudyState.PAUSED) {
            return "the study is paused";
        }
        if (now.running(study) >= study.parallel()) {
            return "as many of its trials run as may: " + study.parallel();
        }
        if (project.filter(ProjectRecord::atMaxRunning).isPresent()) {
            return "as many trials of project '" + study.allowance().project() + "' run as may: "
                    + project.get().running();
        }
        if (project.filter(ProjectRecord::exhausted).isPresent()) {
            return "project '" + study.allowance().project() + "' has used its slot hours of this month";
        }
        Spending spent = now.spending().getOrDefault(study.id(), Spending.NONE);
        if (study.state() == StudyState.RUNNING && spent.exhausts(study.allowance(), study.parallel(), price)) {
            return "its budget is used up";
        }
        Optional<BackOff> backOff = Optional.ofNullable(now.backOffs().get(study.id()))
                .filter(waiting -> waiting.trials() == now.queued(study));
        if (backOff.isPresent()) {
            return afterFailure(backOff.get());
        }
        if (slots == 0) {
            return "no worker serves the queue '" + queue + "'";
        }
        if (running < slots) {
            return "it starts in a moment";
        }
        int ahead = now.studies().stream()
                .filter(other -> other.priority() > study.priority() && now.uses(other, queue))
                .mapToInt(other -> now.queued(other, queue))
                .sum();
        return ahead > 0
                ? "all slots are busy, and " + ahead + " trials of higher priority go first; after "
                        + SharingStore.LONGEST_WAIT.toMinutes() + " minutes without a slot one of its trials is next"
                : "all slots are busy; studies take turns";
    }

    private static String afterFailure(BackOff waiting) {
        return "trial " + waiting.next() + " failed and is tried again in "
                + Math.max(1, waiting.delay().toSeconds()) + " s"
                + waiting.reason().map(reason -> ": " + reason).orElse("");
    }

    private List<ClusterJson.Project> projects() {
        return stores.sharing().projects().stream().map(QueueRoutes::project).toList();
    }

    private static ClusterJson.Project project(ProjectRecord project) {
        ProjectQuota quota = project.quota();
        return new ClusterJson.Project(
                quota.name(),
                quota.weight(),
                project.running(),
                quota.maxRunning(),
                StudyViews.hours(project.deviceTime()),
                quota.maxDeviceTime().map(StudyViews::hours));
    }
}
