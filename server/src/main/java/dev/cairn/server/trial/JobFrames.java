package dev.cairn.server.trial;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.EnsembleJob;
import dev.cairn.trainers.EnsembleJob.Candidate;
import dev.cairn.trainers.FinalJob;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.metric.Cost;
import dev.cairn.trainers.metric.Gap;
import dev.cairn.trainers.metric.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tasks as the parent writes them into frames and the child reads them. */
final class JobFrames {
    private static final String SEARCH = "search";
    private static final String FINAL = "final";
    private static final String PREDICT = "predict";

    private JobFrames() {}

    static Tree write(TrialTask task) {
        Tree tree = Tree.empty().with("scratch", task.scratch().toAbsolutePath().toString());
        if (task instanceof TrialTask.Search search) {
            return tree.with("task", SEARCH)
                    .with("job", job(search.job()))
                    .with("rungs", List.copyOf(search.rungs()))
                    .with("rungWait", search.rungWait().toNanos());
        }
        if (task instanceof TrialTask.Predict predict) {
            return tree.with("task", PREDICT).with("job", job(predict.job()));
        }
        return tree.with("task", FINAL).with("job", job(((TrialTask.Final) task).job()));
    }

    /** The limits stay with the parent: the child's are none. */
    static TrialTask read(Tree tree) throws MalformedFrame {
        Path scratch = tree.path("scratch");
        Tree job = tree.tree("job");
        try {
            return switch (tree.text("task")) {
                case SEARCH ->
                    new TrialTask.Search(
                            trainJob(job),
                            scratch,
                            TrialLimits.NONE,
                            rungs(tree.list("rungs")),
                            tree.nanos("rungWait"));
                case FINAL -> new TrialTask.Final(finalJob(job), scratch, TrialLimits.NONE);
                case PREDICT -> new TrialTask.Predict(predictJob(job), scratch, TrialLimits.NONE);
                default -> throw new MalformedFrame("unknown task '" + tree.text("task") + "'");
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedFrame("a task that cannot be: " + e.getMessage(), e);
        }
    }

    private static Tree job(TrainJob job) {
        return common(
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

    private static Tree job(FinalJob job) {
        return common(
                        job.trainer(),
                        job.values(),
                        job.objective(),
                        job.fidelity(),
                        job.seed(),
                        job.trial(),
                        job.device())
                .with("trainFrame", job.trainFrame().toAbsolutePath().toString())
                .with(
                        "vaultFrame",
                        job.vaultFrame(),
                        path -> path.toAbsolutePath().toString())
                .with("ensemble", job.ensemble(), JobFrames::candidates)
                .with("workers", job.workers())
                .with("timeLeft", job.timeLeft(), Duration::toNanos)
                .with("before", job.before().stream().map(JobFrames::stage).toList());
    }

    private static Object stage(FinalJob.Stage stage) {
        return Tree.empty()
                .with("until", stage.until())
                .with("values", values(stage.values()))
                .fields();
    }

    private static List<FinalJob.Stage> stages(List<?> items) throws MalformedFrame {
        List<FinalJob.Stage> stages = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new MalformedFrame("a stage is a map, got " + item);
            }
            Tree stage = Tree.of(map);
            stages.add(new FinalJob.Stage(stage.small("until"), values(stage.tree("values"))));
        }
        return stages;
    }

    private static Tree job(PredictJob job) {
        return common(
                        job.trainer(),
                        job.values(),
                        job.objective(),
                        job.fidelity(),
                        job.seed(),
                        job.trial(),
                        job.device())
                .with("trainFrame", job.trainFrame().toAbsolutePath().toString())
                .with("model", job.model(), path -> path.toAbsolutePath().toString())
                .with("rows", job.rows().toAbsolutePath().toString());
    }

    private static PredictJob predictJob(Tree tree) throws MalformedFrame {
        return new PredictJob(
                tree.path("trainFrame"),
                tree.has("model") ? Optional.of(tree.path("model")) : Optional.empty(),
                tree.text("trainer"),
                values(tree.tree("values")),
                objective(tree),
                new Fidelity(tree.small("maxSteps")),
                tree.whole("seed"),
                tree.small("trial"),
                device(tree.tree("device")),
                tree.path("rows"));
    }

    private static Object candidates(EnsembleJob job) {
        List<Map<String, Object>> candidates = job.candidates().stream()
                .map(candidate -> Tree.empty()
                        .with("trial", candidate.trial())
                        .with("trainer", candidate.trainer())
                        .with("values", values(candidate.values()))
                        .with("maxSteps", candidate.fidelity().maxSteps())
                        .with("refit", candidate.refit().toNanos())
                        .with(
                                "outOfFold",
                                candidate.outOfFold().toAbsolutePath().toString())
                        .fields())
                .toList();
        return Tree.empty()
                .with("size", job.size())
                .with("candidates", candidates)
                .fields();
    }

    private static EnsembleJob ensemble(Tree tree) throws MalformedFrame {
        List<Candidate> candidates = new ArrayList<>();
        for (Object item : tree.list("candidates")) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new MalformedFrame("a candidate is a map, got " + item);
            }
            Tree candidate = Tree.of(map);
            candidates.add(new Candidate(
                    candidate.small("trial"),
                    candidate.text("trainer"),
                    values(candidate.tree("values")),
                    new Fidelity(candidate.small("maxSteps")),
                    candidate.path("outOfFold"),
                    candidate.nanos("refit")));
        }
        return new EnsembleJob(tree.small("size"), candidates);
    }

    private static Tree common(
            String trainer,
            Values values,
            Objective objective,
            Fidelity fidelity,
            long seed,
            int trial,
            Device device) {
        return Tree.empty()
                .with("trainer", trainer)
                .with("values", values(values))
                .with("metric", objective.metric().wireName())
                .with("direction", objective.direction().name())
                .with("maxSteps", fidelity.maxSteps())
                .with("seed", seed)
                .with("trial", trial)
                .with(
                        "device",
                        Tree.empty()
                                .with("kind", device.kind())
                                .with("index", device.index())
                                .with("threads", device.threads()));
    }

    private static TrainJob trainJob(Tree tree) throws MalformedFrame {
        return new TrainJob(
                tree.path("frame"),
                tree.text("trainer"),
                values(tree.tree("values")),
                objective(tree),
                validation(tree.tree("validation")),
                new Fidelity(tree.small("maxSteps")),
                tree.whole("seed"),
                tree.small("trial"),
                device(tree.tree("device")),
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

    private static FinalJob finalJob(Tree tree) throws MalformedFrame {
        return new FinalJob(
                tree.path("trainFrame"),
                tree.has("vaultFrame") ? Optional.of(tree.path("vaultFrame")) : Optional.empty(),
                tree.text("trainer"),
                values(tree.tree("values")),
                objective(tree),
                new Fidelity(tree.small("maxSteps")),
                tree.whole("seed"),
                tree.small("trial"),
                device(tree.tree("device")),
                tree.has("ensemble") ? Optional.of(ensemble(tree.tree("ensemble"))) : Optional.empty(),
                tree.small("workers"),
                tree.has("timeLeft") ? Optional.of(tree.nanos("timeLeft")) : Optional.empty(),
                stages(tree.list("before")));
    }

    private static Map<String, Object> values(Values values) {
        Map<String, Object> raw = new LinkedHashMap<>();
        values.byName().forEach((name, value) -> raw.put(name, value.raw()));
        return raw;
    }

    private static Values values(Tree tree) {
        Map<String, Value> values = new LinkedHashMap<>();
        tree.fields().forEach((name, raw) -> values.put(name, Value.of(raw)));
        return new Values(values);
    }

    private static Objective objective(Tree tree) throws MalformedFrame {
        String name = tree.text("metric");
        Metric metric = Metric.named(name).orElseThrow(() -> new IllegalArgumentException("unknown metric " + name));
        return new Objective(metric, Direction.valueOf(tree.text("direction")));
    }

    private static Device device(Tree tree) throws MalformedFrame {
        return new Device(tree.text("kind"), tree.small("index"), tree.small("threads"));
    }

    private static Tree validation(Validation validation) {
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

    private static Validation validation(Tree tree) throws MalformedFrame {
        if (tree.has("folds")) {
            return new Validation.Folds(tree.small("folds"), tree.flag("stratify"));
        } else if (tree.has("holdout")) {
            return new Validation.Holdout(tree.real("holdout"), tree.flag("stratify"));
        } else if (tree.has("forward")) {
            return new Validation.Forward(tree.small("forward"));
        }
        return tree.has("latest") ? new Validation.Latest(tree.real("latest")) : new Validation.Given();
    }

    private static SortedSet<Integer> rungs(List<?> list) throws MalformedFrame {
        List<Integer> rungs = new ArrayList<>();
        for (Object rung : list) {
            if (!(rung instanceof Long step)) {
                throw new MalformedFrame("a rung is a step, got " + rung);
            }
            rungs.add(Math.toIntExact(step));
        }
        return new TreeSet<>(rungs);
    }
}
