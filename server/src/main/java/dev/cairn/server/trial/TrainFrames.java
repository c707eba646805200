package dev.cairn.server.trial;

import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.metric.Cost;
import dev.cairn.trainers.metric.Gap;
import dev.cairn.trainers.metric.Metric;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Trials of a search as frames carry them. */
final class TrainFrames {
    private TrainFrames() {}

    static Tree write(TrainJob job) {
        return JobFields.of(
                        job.trainer(),
                        job.values(),
                        job.objective(),
                        job.fidelity(),
                        job.seed(),
                        job.trial(),
                        job.device())
                .with("frame", job.frame().toAbsolutePath().toString())
                .with("validation", validation(job.validation()))
                .with("costs", names(job.costs()))
                .with(
                        "alongMetrics",
                        job.along().metrics().stream()
                                .map(Metric::wireName)
                                .sorted()
                                .toList())
                .with("alongCosts", names(job.along().costs()))
                .with("root", job.root())
                .with(
                        "gaps",
                        job.along().gaps().stream().map(Gap::wireName).sorted().toList())
                .with(
                        "resumeFrom",
                        job.resumeFrom(),
                        path -> path.toAbsolutePath().toString());
    }

    static TrainJob read(Tree tree) throws MalformedFrame {
        return new TrainJob(
                tree.path("frame"),
                tree.text("trainer"),
                JobFields.values(tree.tree("values")),
                JobFields.objective(tree),
                validation(tree.tree("validation")),
                new Fidelity(tree.small("maxSteps")),
                tree.whole("seed"),
                tree.small("trial"),
                JobFields.device(tree.tree("device")),
                tree.has("resumeFrom") ? Optional.of(tree.path("resumeFrom")) : Optional.empty(),
                costs(tree.list("costs")),
                new TrainJob.Along(
                        metrics(tree.list("alongMetrics")), costs(tree.list("alongCosts")), gaps(tree.list("gaps"))),
                tree.small("root"));
    }

    private static List<String> names(Set<Cost> costs) {
        return costs.stream().map(Cost::wireName).sorted().toList();
    }

    private static Set<Metric> metrics(List<?> names) throws MalformedFrame {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        for (Object name : names) {
            metrics.add(Metric.named(String.valueOf(name))
                    .orElseThrow(() -> new MalformedFrame("there is no metric '" + name + "'")));
        }
        return metrics;
    }

    private static Set<Gap> gaps(List<?> names) throws MalformedFrame {
        Set<Gap> gaps = new LinkedHashSet<>();
        for (Object name : names) {
            gaps.add(Gap.named(String.valueOf(name))
                    .orElseThrow(() -> new MalformedFrame("there is no gap '" + name + "'")));
        }
        return gaps;
    }

    private static Set<Cost> costs(List<?> names) throws MalformedFrame {
        Set<Cost> costs = EnumSet.noneOf(Cost.class);
        for (Object name : names) {
            costs.add(Cost.named(String.valueOf(name))
                    .orElseThrow(() -> new MalformedFrame("there is no cost '" + name + "'")));
        }
        return costs;
    }

    static Tree validation(Validation validation) {
        if (validation instanceof Validation.Folds folds) {
            return Tree.empty().with("folds", folds.k()).with("stratify", folds.stratify());
        } else if (validation instanceof Validation.Holdout holdout) {
            return Tree.empty().with("holdout", holdout.fraction()).with("stratify", holdout.stratify());
        } else if (validation instanceof Validation.Forward forward) {
            return Tree.empty().with("forward", forward.k());
        } else if (validation instanceof Validation.Latest latest) {
            return Tree.empty().with("latest", latest.fraction());
        }
        return Tree.empty().with("given", true);
    }

    static Validation validation(Tree tree) throws MalformedFrame {
        if (tree.has("folds")) {
            return new Validation.Folds(tree.small("folds"), tree.flag("stratify"));
        } else if (tree.has("holdout")) {
            return new Validation.Holdout(tree.real("holdout"), tree.flag("stratify"));
        } else if (tree.has("forward")) {
            return new Validation.Forward(tree.small("forward"));
        }
        return tree.has("latest") ? new Validation.Latest(tree.real("latest")) : new Validation.Given();
    }
}
