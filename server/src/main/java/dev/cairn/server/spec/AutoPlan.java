package dev.cairn.server.spec;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.Portfolio;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.ensemble.Calibrating;
import dev.cairn.trainers.ensemble.Deciding;
import dev.cairn.trainers.ensemble.Recalibration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How {@code model: auto} spends its budget, where the specification does not say: which trainers, in which order, what first, on how many folds, and
 * that the answer is a blend. All of it is written into the pinned specification, so that it can be read there and comes out the same again.
 */
final class AutoPlan {
    /** Below this many trials each, a trainer is better left out. */
    private static final int TRIALS_EACH = 5;

    private static final int FEWEST_TRAINERS = 3;
    private static final int FEW_ROWS = 1_000;

    /** Cells of the table, times the root of the classes, per second of the budget: above, fewer folds. */
    private static final double FULL = 6_000;

    private static final double HEAVY = 40_000;

    private final StudySpec spec;
    private final Tree document;
    private final TaskShape shape;

    AutoPlan(StudySpec spec, Tree document, TaskShape shape) {
        this.spec = spec;
        this.document = document;
        this.shape = shape;
    }

    /** The specification as it is meant, with the trainers that take part. */
    record Planned(StudySpec spec, List<Trainer> trainers) {}

    /** Leaves alone what names its models, its space, several objectives or bounds on metrics, and images. */
    Planned of(List<Trainer> fitting) {
        boolean ours = spec.model() instanceof ModelSpec.Auto
                && spec.space().isEmpty()
                && spec.objective().blends()
                && !spec.search().strategy().equals("pbt")
                && shape.image().isEmpty();
        if (!ours) {
            return new Planned(spec, fitting);
        }
        Portfolio portfolio = Portfolio.of(shape, fitting);
        // Points that were enqueued may be of any trainer.
        int most = spec.enqueue().isEmpty()
                ? Math.max(FEWEST_TRAINERS, spec.budget().trials() / TRIALS_EACH)
                : fitting.size();
        List<Trainer> trainers = portfolio.trainers().stream().limit(most).toList();
        ModelSpec.Named model =
                new ModelSpec.Named(trainers.stream().map(Trainer::name).toList());
        Optional<Duration> time = spec.budget().time();
        if (time.isEmpty()) {
            return new Planned(
                    spec.planned(
                            model,
                            spec.validate(),
                            spec.ensemble(),
                            spec.calibration(),
                            spec.threshold(),
                            spec.enqueue()),
                    trainers);
        }
        ValidateSpec validate = says("validate")
                ? spec.validate()
                : new ValidateSpec(validation(time.get()), spec.validate().roles());
        boolean alone = says("ensemble") || spec.interpretable() || spec.clusters();
        Optional<EnsembleSpec> ensemble = alone ? spec.ensemble() : Optional.of(EnsembleSpec.WIDE);
        return new Planned(
                spec.planned(model, validate, ensemble, calibration(), threshold(), points(portfolio, trainers)),
                trainers);
    }

    /** Where the metric sees how sure a model is. */
    private Optional<Calibrating> calibration() {
        boolean seen = shape.task() != Task.MULTILABEL
                && Recalibration.seenBy(spec.objective().first().metric());
        return spec.calibration().isEmpty() && seen ? Optional.of(Calibrating.AUTO) : spec.calibration();
    }

    /** Where the metric sees only the answer. */
    private Optional<Deciding> threshold() {
        boolean decides = shape.task() != Task.MULTILABEL
                && spec.objective().first().metric().ofDecisions();
        return spec.threshold().isEmpty() && decides ? Optional.of(Deciding.AUTO) : spec.threshold();
    }

    private boolean says(String field) {
        return document instanceof Tree.Mapping mapping && mapping.field(field).isPresent();
    }

    /** More folds where they cost nothing, fewer where few models would be tried otherwise. */
    private Validation validation(Duration time) {
        double cells = (double) shape.rows()
                * (shape.numericFeatures() + shape.categoricalFeatures())
                * Math.sqrt(Math.max(1, shape.classes()));
        double load = cells / Math.max(1, time.toMillis() / 1000.0);
        boolean even = !spec.clusters();
        boolean compared = spec.objective().first().metric().comparesModels();
        if (load > HEAVY && !compared) {
            return new Validation.Holdout(0.2, even);
        }
        if (load > FULL) {
            return new Validation.Folds(3, even);
        }
        return new Validation.Folds(shape.rows() <= FEW_ROWS && shape.rows() >= 100 ? 8 : 5, even);
    }

    /** What the user enqueued, then what is there within moments, then the rest of the portfolio, as far as the trials go. */
    private List<Values> points(Portfolio portfolio, List<Trainer> trainers) {
        List<Values> points = new ArrayList<>(spec.enqueue());
        for (Portfolio.Point point : portfolio.quickFirst()) {
            if (points.size() < spec.budget().trials() && trainers.contains(point.trainer())) {
                points.add(named(point, trainers.size() > 1));
            }
        }
        return points;
    }

    private static Values named(Portfolio.Point point, boolean several) {
        Map<String, Value> values = new LinkedHashMap<>();
        String prefix = several ? point.trainer().name() + "." : "";
        if (several) {
            values.put(ResolvedStudy.MODEL, Value.of(point.trainer().name()));
        }
        point.values().byName().forEach((name, value) -> values.put(prefix + name, value));
        return new Values(values);
    }
}
