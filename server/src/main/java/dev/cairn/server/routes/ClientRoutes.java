package dev.cairn.server.routes;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.trial.Explanation;
import dev.cairn.server.schedule.ClientTrials;
import dev.cairn.server.schedule.ClientTrials.Handed;
import dev.cairn.server.schedule.ClientTrials.Reported;
import dev.cairn.server.schedule.ClientTrials.Scored;
import dev.cairn.server.schedule.Explanations;
import dev.cairn.server.wire.ClientJson;
import dev.cairn.store.LeaseStore.Hold;
import dev.cairn.store.LeaseStore.Lease;
import dev.cairn.store.LeaseStore.Told;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialState;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Studies that clients train: ask for points, report as they train, tell how it ended. */
final class ClientRoutes {
    private static final int MOST_TRIALS = 1000;
    private static final int LONGEST_NAME = 200;

    private final ClientTrials trials;
    private final Lookup lookup;

    ClientRoutes(ClientTrials trials, Lookup lookup) {
        this.trials = trials;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.post("/studies/{study}:ask", this::ask);
        api.post("/studies/{study}/trials/{number}:report", this::report);
        api.post("/studies/{study}/trials/{number}:tell", this::tell);
    }

    private Answer ask(Request request) throws IOException {
        request.requireType("application/json");
        ClientJson.Ask ask = request.json(ClientJson.Ask.class);
        String client = ask.client()
                .filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME)
                .orElseThrow(() -> Refusal.invalid(
                        "body/client",
                        "missing-field",
                        "Say who asks, in 1 to " + LONGEST_NAME + " characters: who asks again gets the same trials.",
                        Optional.of("Like {\"client\": \"worker-1\"}.")));
        int count = ask.count().orElse(1);
        if (count < 1 || count > MOST_TRIALS) {
            throw Refusal.invalid(
                    "body/count",
                    "out-of-range",
                    "The number must be from 1 to " + MOST_TRIALS + "; got " + count + ".",
                    Optional.empty());
        }
        Handed handed = lookup.withId(request.path("study"), id -> trials.ask(id, client, count));
        List<Lease> leases = handed.leases();
        double seconds = Wire.seconds(trials.lease(handed.study()));
        return Answer.ok(new ClientJson.Asked(
                leases.stream().map(lease -> given(lease, seconds)).toList(),
                leases.isEmpty() ? Optional.of("Nothing is left to hand out.") : Optional.empty()));
    }

    private static ClientJson.Given given(Lease lease, double seconds) {
        int steps = lease.trial().maxSteps();
        return new ClientJson.Given(
                lease.ref().trial(),
                lease.ref().attempt(),
                lease.trial().values(),
                steps == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(steps),
                seconds,
                TrialViews.explanation(lease.trial().why()));
    }

    private Answer report(Request request) throws IOException {
        StudyRecord study = external(request);
        int number = request.pathNumber("number");
        ClientJson.Report report = request.json(ClientJson.Report.class);
        int step = report.step()
                .filter(s -> s >= 1)
                .orElseThrow(() -> Refusal.invalid(
                        "body/step", "out-of-range", "A report says its step, from 1 on.", Optional.empty()));
        MeasurementRow row = new MeasurementRow(
                step, time(report.seconds()), known(study, report.metrics().orElse(Map.of())), Map.of());
        Reported reported = trials.report(study, number, report.client(), row);
        if (!(reported.hold() instanceof Hold.Mine)) {
            TrialState state = ended(reported.hold(), study, number, TrialState.CANCELLED);
            return Answer.ok(new ClientJson.Reported(state == TrialState.PAUSED ? "pause" : "stop", Optional.empty()));
        }
        return Answer.ok(study.state().terminal() ? verdict("stop", Optional.empty()) : verdict(reported.verdict()));
    }

    private static ClientJson.Reported verdict(Verdict verdict) {
        if (verdict instanceof Verdict.Stop stop) {
            return verdict("stop", Optional.of(stop.why()));
        } else if (verdict instanceof Verdict.Pause pause) {
            return verdict("pause", Optional.of(pause.why()));
        }
        return verdict("continue", Optional.empty());
    }

    private static ClientJson.Reported verdict(String word, Optional<Explanation> why) {
        return new ClientJson.Reported(word, why.flatMap(w -> TrialViews.explanation(Explanations.stored(w))));
    }

    private Answer tell(Request request) throws IOException {
        request.requireType("application/json");
        int number = request.pathNumber("number");
        ClientJson.Tell tell = request.json(ClientJson.Tell.class);
        if (tell.metrics().isPresent() == tell.failure().isPresent()) {
            throw Refusal.invalid(
                    "body",
                    "missing-field",
                    "Tell either the metrics or the failure.",
                    Optional.of("Like {\"metrics\": {\"loss\": 0.3}} or {\"failure\": \"no memory\"}."));
        }
        Optional<String> reason = tell.failure().map(ClientRoutes::reason);
        Told told = lookup.withId(
                request.path("study"),
                id -> reason.isPresent()
                        ? trials.fail(id, number, tell.client(), reason.get())
                        : trials.tell(id, number, tell.client(), study -> scored(study, tell)));
        TrialState state = told.hold() instanceof Hold.Mine
                ? completed(told.study(), tell) ? TrialState.COMPLETED : TrialState.FAILED
                : ended(told.hold(), told.study(), number, TrialState.PRUNED);
        return Answer.ok(new ClientJson.Told(number, Wire.name(state)));
    }

    private static boolean completed(StudyRecord study, ClientJson.Tell tell) {
        return tell.metrics().isPresent() && !scored(study, tell).diverged(study.objective());
    }

    private static String reason(String text) {
        if (text.isBlank()) {
            throw Refusal.invalid("body/failure", "out-of-range", "Say in words what failed.", Optional.empty());
        }
        return text;
    }

    private static Scored scored(StudyRecord study, ClientJson.Tell tell) {
        Map<String, Double> metrics = tell.metrics().orElseThrow();
        Set<String> missing = new LinkedHashSet<>(StudyFacts.of(study).goals().named());
        missing.removeAll(metrics.keySet());
        if (!missing.isEmpty() || metrics.containsValue(null)) {
            throw Refusal.invalid(
                    "body/metrics",
                    "missing-field",
                    "'%s' must be among the metrics; got %s."
                            .formatted(missing.isEmpty() ? study.objective() : String.join("', '", missing), metrics),
                    Optional.of("A result that is no number is told as \"NaN\"."));
        }
        return new Scored(
                metrics,
                tell.spread().orElse(Double.NaN),
                Math.max(0, tell.step().orElse(0)),
                time(tell.seconds()));
    }

    /** What a report may carry are the numbers that the specification names. */
    private static Map<String, Double> known(StudyRecord study, Map<String, Double> metrics) {
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            if (!study.metrics().contains(metric.getKey()) || metric.getValue() == null) {
                throw Refusal.invalid(
                        "body/metrics/" + metric.getKey(),
                        "unknown-name",
                        "'%s' is none of the numbers that this study reports: %s."
                                .formatted(metric.getKey(), String.join(", ", study.metrics())),
                        Optional.of("Name it under 'metrics' in the specification."));
            }
        }
        if (!metrics.containsKey(study.objective())) {
            throw Refusal.invalid(
                    "body/metrics",
                    "missing-field",
                    "A report has the objective '" + study.objective() + "'.",
                    Optional.empty());
        }
        return metrics;
    }

    /** The state of a trial that is over in a way that its client may not know of yet; any other is a problem. */
    private static TrialState ended(Hold hold, StudyRecord study, int number, TrialState alsoFine) {
        if (hold instanceof Hold.Over over) {
            TrialState state = over.state();
            if (state == TrialState.PRUNED || state == TrialState.PAUSED || state == alsoFine) {
                return state;
            }
            throw new Refusal(409, "conflict", "Conflict", "Trial " + number + " is " + Wire.name(state) + " already.");
        } else if (hold instanceof Hold.Theirs theirs) {
            throw new Refusal(
                    409,
                    "conflict",
                    "Conflict",
                    "Trial %d is with client '%s' now.".formatted(number, theirs.client()));
        }
        throw Refusal.missing("trial " + number + " in study '" + study.name() + "'");
    }

    private static Duration time(Optional<Double> seconds) {
        return Duration.ofMillis(Math.round(1000 * Math.max(0, seconds.orElse(0.0))));
    }

    private StudyRecord external(Request request) throws IOException {
        request.requireType("application/json");
        StudyRecord study = lookup.study(request);
        if (!study.external()) {
            throw new Refusal(
                    409,
                    "conflict",
                    "Conflict",
                    "Study '" + study.name() + "' trains its own model; only a study without one is asked and told.");
        }
        return study;
    }
}
