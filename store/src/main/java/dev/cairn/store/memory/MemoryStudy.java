package dev.cairn.store.memory;

import dev.cairn.store.Allowance;
import dev.cairn.store.BackOff;
import dev.cairn.store.MeasurementFeed;
import dev.cairn.store.MoreBudget;
import dev.cairn.store.NewStudy;
import dev.cairn.store.NewTrial;
import dev.cairn.store.SharingStore;
import dev.cairn.store.Spending;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyEvent;
import dev.cairn.store.StudyOrigin;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyRevision;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A study with its trials, events and measurements. Guarded by the world's monitor. */
final class MemoryStudy {
    /** What is kept of a budget for the end of a trial itself. */
    private static final Duration TO_END = Duration.ofMillis(100);

    private final World world;
    private final NewStudy made;
    private final Instant createdAt;
    private final List<StudyEvent> events = new ArrayList<>();
    private final SortedMap<Integer, MemoryTrial> trials = new TreeMap<>();
    private final List<Measured> measured = new ArrayList<>();
    private StudyState state = StudyState.RUNNING;
    private int maxTrials;
    private Optional<Duration> maxTime;
    private Allowance allowance;
    private List<String> tags;
    private long deviceMs;
    private double money;
    private double virtualMs;
    private int parallel;
    private final List<StudyRevision> revisions = new ArrayList<>();
    private final Optional<StudyOrigin> origin;
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> finishedAt = Optional.empty();
    private Instant servedAt;
    private Optional<String> failure = Optional.empty();

    /** A measurement with the transaction that wrote it. */
    record Measured(long transaction, MeasurementFeed.Item item) {}

    MemoryStudy(World world, NewStudy made) {
        this(world, made, Optional.empty());
    }

    MemoryStudy(World world, NewStudy made, Optional<StudyOrigin> origin) {
        this.world = world;
        this.made = made;
        this.origin = origin;
        this.parallel = made.parallel();
        this.createdAt = world.now();
        this.servedAt = createdAt;
        this.maxTrials = made.maxTrials();
        this.allowance = made.allowance();
        this.maxTime = made.maxTime();
        this.tags = made.tags();
        this.virtualMs = world.shares().floor(this).orElse(0);
        append("study.state", OptionalInt.empty(), Map.of("to", "RUNNING"));
        revisions.add(new StudyRevision(1, 0, createdAt, made.specJson(), made.specText(), List.of()));
    }

    Optional<StudyOrigin> origin() {
        return origin;
    }

    List<StudyRevision> revisions() {
        return revisions;
    }

    StudyRevision revision() {
        return revisions.get(revisions.size() - 1);
    }

    void resize(int now) {
        if (now != parallel) {
            changed("parallel", parallel, now);
            parallel = now;
        }
    }

    private void changed(String field, Object from, Object to) {
        append("study.changed", OptionalInt.empty(), Map.of("field", field, "from", from, "to", to));
    }

    void revise(String specJson, String specText, List<String> changes) {
        int number = revision().number() + 1;
        long event = append(
                "study.revised", OptionalInt.empty(), Map.of("revision", number, "changes", List.copyOf(changes)));
        revisions.add(new StudyRevision(number, event, world.now(), specJson, specText, changes));
    }

    void cancelOutside(Predicate<Map<String, Object>> inside) {
        trials.values().stream()
                .filter(trial -> trial.waits()
                        && trial.kind() == TrialKind.SEARCH
                        && !inside.test(trial.made().values()))
                .toList()
                .forEach(trial -> trial.become(TrialState.CANCELLED, Optional.of("outside the revised space")));
    }

    /** Takes what a fork keeps of its source. */
    void inherit(MemoryStudy source, StudyOrigin from) {
        if (source.revisions.size() > 1 || !source.revision().specJson().equals(made.specJson())) {
            revisions.clear();
            revisions.addAll(source.revisions);
            revise(made.specJson(), made.specText(), List.of("fork"));
        }
        long event = append(
                "study.forked",
                OptionalInt.empty(),
                Map.of("source", from.study().toString(), "event", from.event()));
        int last = Math.min(from.trials(), source.lastAt(from.event()));
        for (MemoryTrial trial : source.trials.headMap(last + 1).values()) {
            boolean kept =
                    trial.kind() == TrialKind.SEARCH && trial.state().terminal() && trial.event() <= from.event();
            trials.put(trial.number(), kept ? trial.copy(this, event) : trial.anew(this, event));
            if (kept) {
                source.measured.stream()
                        .filter(point -> point.item().trial() == trial.number())
                        .forEach(measured::add);
            }
        }
    }

    /** The highest trial that was there at an event. */
    private int lastAt(long event) {
        int made = events.stream()
                .filter(each -> each.type().equals("trial.created") && each.seq() <= event)
                .mapToInt(each -> each.trial().orElse(0))
                .max()
                .orElse(0);
        int inherited = trials.values().stream()
                .filter(trial -> trial.event() <= event)
                .mapToInt(MemoryTrial::number)
                .max()
                .orElse(0);
        return Math.max(made, inherited);
    }

    int retry(MemoryTrial trial) {
        int number = trials.lastKey() + 1;
        long event = append("trial.created", OptionalInt.of(number), Map.of("kind", "SEARCH"));
        trials.put(number, trial.again(number, event));
        maxTrials = Math.max(maxTrials, (int) trials.values().stream()
                .filter(each -> each.kind() == TrialKind.SEARCH)
                .count());
        return number;
    }

    String project() {
        return allowance.project();
    }

    NewStudy made() {
        return made;
    }

    StudyState state() {
        return state;
    }

    List<StudyEvent> events() {
        return events;
    }

    SortedMap<Integer, MemoryTrial> trials() {
        return trials;
    }

    /** The greatest step that a trial reported, 0 without one. */
    int lastStep(int trial) {
        return measured.stream()
                .filter(one -> one.item().trial() == trial)
                .mapToInt(one -> one.item().measurement().step())
                .max()
                .orElse(0);
    }

    List<Measured> measured() {
        return measured;
    }

    long eventSeq() {
        return events.size();
    }

    boolean claimable() {
        return state == StudyState.RUNNING || state == StudyState.FINISHING;
    }

    long running() {
        return count(TrialState.RUNNING);
    }

    /** Slot time of the attempts that run now. */
    double liveMs() {
        return trials.values().stream()
                .filter(trial -> trial.state() == TrialState.RUNNING)
                .mapToLong(trial -> Duration.between(trial.newest().startedAt(), world.now())
                        .toMillis())
                .sum();
    }

    private double liveMoney() {
        return trials.values().stream()
                .filter(trial -> trial.state() == TrialState.RUNNING)
                .mapToDouble(trial -> price(trial.queue())
                        * Duration.between(trial.newest().startedAt(), world.now())
                                .toMillis())
                .sum();
    }

    /** Device time for fair sharing. */
    double virtualMs() {
        return virtualMs + liveMs();
    }

    void levelWith(double floor) {
        virtualMs = Math.max(virtualMs, floor);
    }

    /** What of it waits after failures. */
    Optional<BackOff> backOff() {
        List<MemoryTrial> waiting = trials.values().stream()
                .filter(trial -> trial.state() == TrialState.QUEUED && !trial.ready())
                .toList();
        return waiting.stream()
                .min(Comparator.comparing(MemoryTrial::notBefore))
                .map(next -> new BackOff(
                        waiting.size(),
                        next.number(),
                        Duration.between(world.now(), next.notBefore()),
                        next.newest().reason()));
    }

    /** When its last attempt ended. */
    Instant servedAt() {
        return servedAt;
    }

    static boolean late(Instant servedAt, Instant now) {
        return now.isAfter(servedAt.plus(SharingStore.LONGEST_WAIT));
    }

    /** Whether it runs the one trial for which it waited too long. */
    boolean aged() {
        List<MemoryTrial> live = trials.values().stream()
                .filter(trial -> trial.state() == TrialState.RUNNING)
                .toList();
        return live.size() == 1 && late(servedAt, live.get(0).newest().startedAt());
    }

    void settle(String queue, Duration used) {
        servedAt = world.now();
        long millis = Math.max(0, used.toMillis());
        deviceMs += millis;
        virtualMs += millis;
        money += millis * price(queue);
        world.shares().settle(this, queue, millis);
    }

    private double price() {
        return price(made.queue());
    }

    private double price(String queue) {
        return world.shares().prices().getOrDefault(queue, 0.0)
                / Duration.ofHours(1).toMillis();
    }

    Spending spending() {
        return new Spending(Duration.ofMillis((long) (deviceMs + liveMs())), money + liveMoney(), (int) running());
    }

    /** Whether its room, its budget and its project's quota allow another trial. */
    boolean mayStart() {
        return hasRoom()
                && (state == StudyState.FINISHING
                        || !spending()
                                .exhausts(
                                        allowance,
                                        parallel,
                                        price() * Duration.ofHours(1).toMillis()))
                && !world.shares().project(project()).exhausted();
    }

    long ready(String queue) {
        return trials.values().stream()
                .filter(trial -> trial.ready() && trial.queue().equals(queue))
                .count();
    }

    /** What is left of time, device time and money, for one of its places. */
    Optional<Duration> runFor(String queue) {
        Spending spent = spending();
        Optional<Duration> time =
                maxTime.map(most -> most.minus(Duration.between(startedAt.orElse(createdAt), world.now())));
        Optional<Duration> device = allowance
                .deviceTime()
                .map(most -> most.minus(spent.deviceTime()).dividedBy(parallel).minus(TO_END));
        Optional<Duration> paid = allowance.money().isPresent() && price(queue) > 0
                ? Optional.of(Duration.ofMillis(
                        (long) ((allowance.money().getAsDouble() - spent.money()) / price(queue) / parallel)))
                : Optional.empty();
        return Stream.of(time, device, paid)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    boolean hasRoom() {
        return running() < parallel;
    }

    private long count(TrialState wanted) {
        return trials.values().stream().filter(trial -> trial.state() == wanted).count();
    }

    void started() {
        if (startedAt.isEmpty()) {
            startedAt = Optional.of(world.now());
        }
    }

    /** The trial that a claim takes: a recovered one, else the first. */
    Optional<MemoryTrial> head(String queue) {
        return trials.values().stream()
                .filter(trial -> trial.ready() && trial.queue().equals(queue))
                .min(Comparator.comparing(MemoryTrial::recovered).reversed().thenComparing(MemoryTrial::number));
    }

    boolean append(List<NewTrial> fresh, long seen) {
        int next = trials.isEmpty() ? 1 : trials.lastKey() + 1;
        for (NewTrial trial : fresh) {
            if (trial.number() != next++) {
                return false;
            }
        }
        long search =
                fresh.stream().filter(trial -> trial.kind() == TrialKind.SEARCH).count();
        long had = trials.values().stream()
                .filter(trial -> trial.kind() == TrialKind.SEARCH)
                .count();
        if (search > 0 && had + search > maxTrials) {
            return false;
        }
        for (NewTrial trial : fresh) {
            long event = append(
                    "trial.created",
                    OptionalInt.of(trial.number()),
                    Map.of("kind", trial.kind().name(), "seen", seen));
            trials.put(
                    trial.number(), new MemoryTrial(world, this, trial, event, OptionalInt.empty(), revision(trial)));
        }
        return true;
    }

    private int revision(NewTrial trial) {
        return trial.kind() == TrialKind.SEARCH || trial.parent().isEmpty()
                ? revision().number()
                : Optional.ofNullable(trials.get(trial.parent().getAsInt()))
                        .map(MemoryTrial::revision)
                        .orElse(revision().number());
    }

    void become(StudyState next, Optional<String> reason) {
        if (!state.canBecome(next)) {
            throw new StoreConflict("a study that is " + state + " cannot become " + next);
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("from", state.name());
        payload.put("to", next.name());
        reason.ifPresent(text -> payload.put("reason", text));
        append("study.state", OptionalInt.empty(), payload);
        state = next;
        finishedAt = next.terminal() ? Optional.of(world.now()) : Optional.empty();
        failure = next == StudyState.FAILED || next == StudyState.CANCELLED ? reason : Optional.empty();
        trials.values().stream()
                .filter(trial -> trial.waits() && !next.wants(trial.kind()))
                .forEach(trial -> trial.become(TrialState.CANCELLED, Optional.of("the study is over")));
    }

    void extend(MoreBudget more) {
        if (more.trials() > 0) {
            changed("trials", maxTrials, maxTrials + more.trials());
            maxTrials += more.trials();
        }
        if (!more.time().isZero()) {
            Optional<Duration> longer = maxTime.map(time -> time.plus(more.time()));
            changed("time", maxTime.toString(), longer.toString());
            maxTime = longer;
        }
        if (!more.deviceTime().isZero() || more.money() > 0) {
            Allowance had = allowance;
            allowance = new Allowance(
                    had.project(),
                    had.deviceTime().map(time -> time.plus(more.deviceTime())),
                    had.money().isPresent()
                            ? OptionalDouble.of(had.money().getAsDouble() + more.money())
                            : had.money());
            changed("allowance", had.toString(), allowance.toString());
        }
        finishedAt.ifPresent(end -> startedAt = startedAt.map(began -> began.plus(Duration.between(end, world.now()))));
    }

    void tag(List<String> fresh) {
        tags = List.copyOf(fresh);
    }

    long append(String type, OptionalInt trial, Map<String, Object> payload) {
        long seq = events.size() + 1L;
        events.add(new StudyEvent(made.id(), seq, world.now(), type, trial, payload));
        return seq;
    }

    StudyRecord toRecord() {
        return new StudyRecord(
                made.id(),
                made.name(),
                state,
                revision().specJson(),
                made.specText(),
                made.splitId(),
                made.seed(),
                made.metrics(),
                made.maximize(),
                maxTrials,
                maxTime,
                parallel,
                made.priority(),
                made.queue(),
                made.deterministic(),
                made.lag(),
                made.maxLosses(),
                eventSeq(),
                createdAt,
                startedAt,
                finishedAt,
                failure,
                tags,
                allowance,
                revision().number());
    }
}
