package dev.cairn.server.routes;

import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.wire.TrialJson;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialCurve;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The learning curves of a study, columnar. */
final class CurveRoutes {
    private static final int USUAL_POINTS = 200;

    private final TrialReader trials;
    private final Lookup lookup;

    CurveRoutes(TrialReader trials, Lookup lookup) {
        this.trials = trials;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/studies/{study}/curves", this::curves, "metric", "trials", "points");
    }

    private Answer curves(Request request) {
        StudyRecord study = lookup.study(request);
        String metric = request.query("metric").orElse(study.objective());
        if (!study.metrics().contains(metric)) {
            String detail = "Study '%s' has no curves of '%s'.".formatted(study.name(), metric);
            throw Refusal.invalid("query/metric", "unknown-name", detail, Suggest.hint(metric, study.metrics()));
        }
        int points = request.queryNumber("points", 3, 1000).orElse(USUAL_POINTS);
        List<Integer> wanted = request.queryList("trials").stream()
                .map(text -> Request.number("query/trials", text, 1, Integer.MAX_VALUE))
                .toList();
        TrialSample sample = wanted.isEmpty() ? Trials.pictured(trials, study.id()) : chosen(study, wanted);
        return Answer.ok(columns(study, metric, sample, points));
    }

    private TrialSample chosen(StudyRecord study, List<Integer> wanted) {
        List<TrialRecord> found = wanted.stream()
                .distinct()
                .flatMap(number -> trials.find(study.id(), number).stream())
                .filter(trial -> trial.kind() == TrialKind.SEARCH)
                .toList();
        return new TrialSample(found.size(), found);
    }

    private TrialJson.Curves columns(StudyRecord study, String metric, TrialSample sample, int points) {
        Map<Integer, TrialRecord> byNumber = new HashMap<>();
        sample.trials().forEach(trial -> byNumber.put(trial.number(), trial));
        List<TrialCurve> curves = byNumber.isEmpty() ? List.of() : trials.curves(study.id(), metric, byNumber.keySet());
        StudyFacts facts = StudyFacts.of(study);
        boolean maximize = metric.equals(study.objective()) ? study.maximize() : Metrics.maximize(metric);
        TrialJson.Curves columns = new TrialJson.Curves(
                metric,
                Wire.direction(maximize),
                Trials.sampledFrom(sample),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                Map.of(metric, new ArrayList<>()));
        for (TrialCurve curve : curves) {
            TrialRecord trial = byNumber.get(curve.trial());
            if (trial != null) {
                append(columns, curve, trial, facts, Downsampling.keep(curve.values(), points, maximize));
            }
        }
        return columns;
    }

    private static void append(
            TrialJson.Curves columns, TrialCurve curve, TrialRecord trial, StudyFacts facts, int[] kept) {
        columns.trial().add(curve.trial());
        columns.state().add(Wire.name(trial.state()));
        columns.trainer().add(facts.trainer(trial));
        columns.offset().add(columns.step().size());
        List<Double> values = columns.values().getOrDefault(columns.metric(), new ArrayList<>());
        int[] steps = curve.steps();
        double[] measured = curve.values();
        for (int i : kept) {
            columns.step().add(steps[i]);
            values.add(measured[i]);
        }
    }
}
