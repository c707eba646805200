package dev.cairn.server.trial;

import dev.cairn.search.trial.Fidelity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
                    .with("job", TrainFrames.write(search.job()))
                    .with("rungs", List.copyOf(search.rungs()))
                    .with("rungWait", search.rungWait().toNanos())
                    .with(
                            "toBeat",
                            search.toBeat().isPresent()
                                    ? Optional.of(search.toBeat().getAsDouble())
                                    : Optional.empty(),
                            score -> score);
        }
        if (task instanceof TrialTask.Predict predict) {
            return tree.with("task", PREDICT).with("job", job(predict.job()));
        }
        return tree.with("task", FINAL).with("job", FinalFrames.write(((TrialTask.Final) task).job()));
    }

    /** The limits stay with the parent: the child's are none. */
    static TrialTask read(Tree tree) throws MalformedFrame {
        Path scratch = tree.path("scratch");
        Tree job = tree.tree("job");
        try {
            return switch (tree.text("task")) {
                case SEARCH ->
                    new TrialTask.Search(
                            TrainFrames.read(job),
                            scratch,
                            TrialLimits.NONE,
                            rungs(tree.list("rungs")),
                            tree.nanos("rungWait"),
                            tree.has("toBeat") ? OptionalDouble.of(tree.real("toBeat")) : OptionalDouble.empty());
                case FINAL -> new TrialTask.Final(FinalFrames.read(job), scratch, TrialLimits.NONE);
                case PREDICT -> new TrialTask.Predict(predictJob(job), scratch, TrialLimits.NONE);
                default -> throw new MalformedFrame("unknown task '" + tree.text("task") + "'");
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedFrame("a task that cannot be: " + e.getMessage(), e);
        }
    }

    private static Tree job(PredictJob job) {
        return JobFields.of(
                        job.trainer(),
                        job.values(),
                        job.objective(),
                        job.fidelity(),
                        job.seed(),
                        job.trial(),
                        job.device())
                .with("trainFrame", job.trainFrame().toAbsolutePath().toString())
                .with("model", job.model(), path -> path.toAbsolutePath().toString())
                .with(
                        "intervals",
                        job.intervals(),
                        wanted -> Tree.empty()
                                .with("levels", wanted.levels())
                                .with(
                                        "outOfFold",
                                        wanted.outOfFold().toAbsolutePath().toString())
                                .fields())
                .with("rows", job.rows(), path -> path.toAbsolutePath().toString());
    }

    private static PredictJob predictJob(Tree tree) throws MalformedFrame {
        return new PredictJob(
                tree.path("trainFrame"),
                tree.has("model") ? Optional.of(tree.path("model")) : Optional.empty(),
                tree.text("trainer"),
                JobFields.values(tree.tree("values")),
                JobFields.objective(tree),
                new Fidelity(tree.small("maxSteps")),
                tree.whole("seed"),
                tree.small("trial"),
                JobFields.device(tree.tree("device")),
                tree.has("intervals") ? Optional.of(wanted(tree.tree("intervals"))) : Optional.empty(),
                tree.has("rows") ? Optional.of(tree.path("rows")) : Optional.empty());
    }

    private static PredictJob.Wanted wanted(Tree tree) throws MalformedFrame {
        return new PredictJob.Wanted(JobFields.numbers(tree.list("levels")), tree.path("outOfFold"));
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
