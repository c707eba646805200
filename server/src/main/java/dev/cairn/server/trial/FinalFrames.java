package dev.cairn.server.trial;

import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.EnsembleJob;
import dev.cairn.trainers.EnsembleJob.Candidate;
import dev.cairn.trainers.FinalJob;
import dev.cairn.trainers.FinalJob.Standing;
import dev.cairn.trainers.ensemble.Calibrating;
import dev.cairn.trainers.ensemble.Combining;
import dev.cairn.trainers.ensemble.Deciding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Final models, their stages and members as frames carry them. */
final class FinalFrames {
    private FinalFrames() {}

    static Tree write(FinalJob job) {
        return JobFields.of(
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
                .with("ensemble", job.ensemble(), FinalFrames::candidates)
                .with("workers", job.workers())
                .with("until", job.until(), Instant::toEpochMilli)
                .with("standing", standing(job.standing()).fields())
                .with("before", job.before().stream().map(FinalFrames::stage).toList());
    }

    private static Tree standing(Standing standing) {
        if (standing instanceof Standing.Folds folds) {
            return Tree.empty()
                    .with("kind", "folds")
                    .with("trial", folds.trial())
                    .with("trainer", folds.trainer())
                    .with("model", folds.model().toAbsolutePath().toString());
        }
        return Tree.empty().with("kind", standing instanceof Standing.Quick ? "quick" : "recipe");
    }

    private static Standing standing(Tree tree) throws MalformedFrame {
        return switch (tree.text("kind")) {
            case "folds" -> new Standing.Folds(tree.small("trial"), tree.text("trainer"), tree.path("model"));
            case "quick" -> new Standing.Quick();
            case "recipe" -> new Standing.Recipe();
            default -> throw new MalformedFrame("nothing stands as '" + tree.text("kind") + "'");
        };
    }

    private static Object stage(FinalJob.Stage stage) {
        return Tree.empty()
                .with("until", stage.until())
                .with("values", JobFields.values(stage.values()))
                .fields();
    }

    private static List<FinalJob.Stage> stages(List<?> items) throws MalformedFrame {
        List<FinalJob.Stage> stages = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new MalformedFrame("a stage is a map, got " + item);
            }
            Tree stage = Tree.of(map);
            stages.add(new FinalJob.Stage(stage.small("until"), JobFields.values(stage.tree("values"))));
        }
        return stages;
    }

    private static Object candidates(EnsembleJob job) {
        List<Map<String, Object>> candidates = job.candidates().stream()
                .map(candidate -> Tree.empty()
                        .with("trial", candidate.trial())
                        .with("trainer", candidate.trainer())
                        .with("values", JobFields.values(candidate.values()))
                        .with("maxSteps", candidate.fidelity().maxSteps())
                        .with("refit", candidate.refit().toNanos())
                        .with("costs", candidate.costs())
                        .with(
                                "outOfFold",
                                candidate.outOfFold().toAbsolutePath().toString())
                        .fields())
                .toList();
        return Tree.empty()
                .with("size", job.size())
                .with("calibrating", job.calibrating().name())
                .with("deciding", job.deciding().name())
                .with("candidates", candidates)
                .with("limits", job.limits())
                .with("levels", job.levels())
                .with("combining", job.combining().name())
                .with("distilled", job.distilled(), TrainFrames::validation)
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
                    JobFields.values(candidate.tree("values")),
                    new Fidelity(candidate.small("maxSteps")),
                    candidate.path("outOfFold"),
                    candidate.nanos("refit"),
                    JobFields.numbers(candidate.list("costs"))));
        }
        return new EnsembleJob(
                tree.small("size"),
                candidates,
                Calibrating.valueOf(tree.text("calibrating")),
                Deciding.valueOf(tree.text("deciding")),
                JobFields.numbers(tree.list("limits")),
                JobFields.numbers(tree.list("levels")),
                Combining.valueOf(tree.text("combining")),
                tree.has("distilled") ? Optional.of(TrainFrames.validation(tree.tree("distilled"))) : Optional.empty());
    }

    static FinalJob read(Tree tree) throws MalformedFrame {
        return new FinalJob(
                tree.path("trainFrame"),
                tree.has("vaultFrame") ? Optional.of(tree.path("vaultFrame")) : Optional.empty(),
                tree.text("trainer"),
                JobFields.values(tree.tree("values")),
                JobFields.objective(tree),
                new Fidelity(tree.small("maxSteps")),
                tree.whole("seed"),
                tree.small("trial"),
                JobFields.device(tree.tree("device")),
                tree.has("ensemble") ? Optional.of(ensemble(tree.tree("ensemble"))) : Optional.empty(),
                tree.small("workers"),
                tree.has("until") ? Optional.of(Instant.ofEpochMilli(tree.whole("until"))) : Optional.empty(),
                standing(tree.tree("standing")),
                stages(tree.list("before")));
    }
}
