package dev.cairn.store.memory;

import dev.cairn.store.ProjectQuota;
import dev.cairn.store.ProjectRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Quotas, prices, and the books of fair sharing between projects; see {@code sql.FairShare} for the rule. Guarded by the world's monitor. */
final class MemoryShares {
    private static final double SLACK_MS = 30_000;

    private final World world;
    private final Map<String, ProjectQuota> quotas = new LinkedHashMap<>();
    private final Map<String, Double> prices = new LinkedHashMap<>();
    private final Map<Place, Double> virtual = new HashMap<>();
    private final Map<Month, Long> used = new HashMap<>();

    private record Place(String project, String queue) {}

    private record Month(String project, YearMonth month) {}

    MemoryShares(World world) {
        this.world = world;
    }

    Map<String, ProjectQuota> quotas() {
        return quotas;
    }

    Map<String, Double> prices() {
        return prices;
    }

    ProjectRecord project(String name) {
        List<MemoryStudy> studies = world.studies().values().stream()
                .filter(study -> study.project().equals(name))
                .toList();
        long running = studies.stream().mapToLong(MemoryStudy::running).sum();
        double live = studies.stream().mapToDouble(MemoryStudy::liveMs).sum();
        long month = used.getOrDefault(new Month(name, month(world.now())), 0L);
        return new ProjectRecord(quota(name), (int) running, Duration.ofMillis((long) (month + live)));
    }

    private ProjectQuota quota(String name) {
        return Optional.ofNullable(quotas.get(name))
                .orElseGet(() -> new ProjectQuota(name, 1, OptionalInt.empty(), Optional.empty()));
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    /** Who is served first, lost trials and priorities apart. */
    Comparator<MemoryStudy> order() {
        return Comparator.comparingDouble(this::runningOfProject)
                .thenComparingDouble(
                        study -> virtualOfProject(study.project(), study.made().queue()))
                .thenComparingLong(MemoryStudy::running)
                .thenComparingDouble(MemoryStudy::virtualMs)
                .thenComparing(study -> study.made().id().toString());
    }

    private double runningOfProject(MemoryStudy study) {
        return peers(study.project(), study.made().queue())
                        .mapToLong(MemoryStudy::running)
                        .sum()
                / quota(study.project()).weight();
    }

    private double virtualOfProject(String project, String queue) {
        double live = peers(project, queue).mapToDouble(MemoryStudy::liveMs).sum();
        return virtual.getOrDefault(new Place(project, queue), 0.0)
                + live / quota(project).weight();
    }

    private Stream<MemoryStudy> peers(String project, String queue) {
        return world.studies().values().stream()
                .filter(study ->
                        study.project().equals(project) && study.made().queue().equals(queue));
    }

    /** The least that studies of the project have used that run now. */
    OptionalDouble floor(MemoryStudy study) {
        return peers(study.project(), study.made().queue())
                .filter(other -> !other.equals(study) && other.running() > 0)
                .mapToDouble(MemoryStudy::virtualMs)
                .min();
    }

    /** Since when a study has waited for a slot, if for too long; empty while another of its queue runs a trial for which it did. */
    Optional<Instant> starvedSince(MemoryStudy study) {
        boolean other = world.studies().values().stream()
                .anyMatch(one -> one.made().queue().equals(study.made().queue()) && one.aged());
        return Optional.of(study.servedAt())
                .filter(since -> study.running() == 0 && !other && MemoryStudy.late(since, world.now()));
    }

    /** Called when a study without running trials gets one. */
    void enter(MemoryStudy study) {
        floor(study).ifPresent(floor -> study.levelWith(floor - SLACK_MS));
        String queue = study.made().queue();
        boolean idle = peers(study.project(), queue).allMatch(other -> other.running() == 0);
        OptionalDouble others = world.studies().values().stream()
                .filter(other -> other.made().queue().equals(queue)
                        && !other.project().equals(study.project())
                        && other.running() > 0)
                .mapToDouble(other -> virtualOfProject(other.project(), queue))
                .min();
        if (idle && others.isPresent()) {
            Place place = new Place(study.project(), queue);
            boolean known = virtual.containsKey(place);
            virtual.merge(place, others.getAsDouble() - (known ? SLACK_MS : 0), Math::max);
        }
    }

    void settle(MemoryStudy study, String queue, long millis) {
        String project = study.project();
        virtual.merge(new Place(project, queue), millis / quota(project).weight(), Double::sum);
        used.merge(new Month(project, month(world.now())), millis, Long::sum);
    }
}
