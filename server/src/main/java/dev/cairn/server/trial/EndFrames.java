package dev.cairn.server.trial;

import dev.cairn.trainers.FinalScore;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.metric.Interval;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The ends of trials as the child writes them into frames. {@link TrialEnd.Died} is the parent's to say. */
final class EndFrames {
    private EndFrames() {}

    static Tree write(TrialEnd end) {
        if (end instanceof TrialEnd.Scored scored) {
            return result(scored.result()).with("kind", "scored");
        } else if (end instanceof TrialEnd.FinalScored scored) {
            return score(scored.score()).with("kind", "finalScored");
        } else if (end instanceof TrialEnd.Predicted predicted) {
            return Tree.empty()
                    .with("kind", "predicted")
                    .with("csv", predicted.csv().toString())
                    .with("rows", predicted.rows());
        } else if (end instanceof TrialEnd.Explained explained) {
            return Tree.empty()
                    .with("kind", "explained")
                    .with(
                            "model",
                            explained.model(),
                            model -> ReadableFrames.write(model).fields());
        } else if (end instanceof TrialEnd.Failed failed) {
            return Tree.empty()
                    .with("kind", "failed")
                    .with("failure", failed.kind().name())
                    .with("message", failed.message());
        } else if (end instanceof TrialEnd.Stopped) {
            return Tree.empty().with("kind", "stopped");
        } else if (end instanceof TrialEnd.Cancelled) {
            return Tree.empty().with("kind", "cancelled");
        }
        throw new IllegalArgumentException("a child does not say " + end);
    }

    static TrialEnd read(Tree tree) throws MalformedFrame {
        return switch (tree.text("kind")) {
            case "scored" -> new TrialEnd.Scored(result(tree));
            case "finalScored" -> new TrialEnd.FinalScored(score(tree));
            case "predicted" -> new TrialEnd.Predicted(tree.path("csv"), tree.small("rows"));
            case "explained" ->
                new TrialEnd.Explained(
                        tree.has("model") ? Optional.of(ReadableFrames.read(tree.tree("model"))) : Optional.empty());
            case "failed" -> new TrialEnd.Failed(kind(tree.text("failure")), tree.text("message"));
            case "stopped" -> new TrialEnd.Stopped();
            case "cancelled" -> new TrialEnd.Cancelled();
            default -> throw new MalformedFrame("unknown end '" + tree.text("kind") + "'");
        };
    }

    private static TrainingFailure.Kind kind(String name) throws MalformedFrame {
        try {
            return TrainingFailure.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new MalformedFrame("unknown failure '" + name + "'", e);
        }
    }

    private static Tree result(TrialResult result) {
        return Tree.empty()
                .with("metrics", result.metrics())
                .with("perFold", result.perFold())
                .with("spread", result.spread())
                .with("steps", result.steps())
                .with("fitTime", result.fitTime().toNanos())
                .with("stopped", result.stoppedByVerdict())
                .with("path", result.predictions().orElseThrow().path().toString())
                .with("sha256", result.predictions().orElseThrow().sha256())
                .with("bytes", result.predictions().orElseThrow().bytes())
                .with("provenance", result.provenance(), ProvenanceForm::write);
    }

    private static TrialResult result(Tree tree) throws MalformedFrame {
        return new TrialResult(
                tree.reals("metrics"),
                tree.realLists("perFold"),
                tree.real("spread"),
                tree.small("steps"),
                tree.nanos("fitTime"),
                tree.flag("stopped"),
                Optional.of(new TrialResult.ContentFile(tree.path("path"), tree.text("sha256"), tree.whole("bytes"))),
                tree.has("provenance") ? Optional.of(ProvenanceForm.read(tree.tree("provenance"))) : Optional.empty());
    }

    private static Tree score(FinalScore score) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        score.metrics().forEach((name, i) -> metrics.put(name, ReliabilityFrames.interval(i)));
        return Tree.empty()
                .with("metrics", metrics)
                .with("rows", score.rows())
                .with("steps", score.steps())
                .with("fitTime", score.fitTime().toNanos())
                .with("parts", score.parts().stream().map(EndFrames::part).toList())
                .with(
                        "blended",
                        score.blended().isPresent()
                                ? Optional.of(score.blended().getAsDouble())
                                : Optional.empty(),
                        blended -> blended)
                .with("note", score.note(), note -> note)
                .with("way", score.way().name())
                .with("ways", ways(score.ways()))
                .with(
                        "intervals",
                        score.intervals().stream().map(ReliabilityFrames::write).toList())
                .with("distilled", score.distilled(), EndFrames::distilled);
    }

    private static Object distilled(FinalScore.Distilled distilled) {
        return Tree.empty()
                .with("trial", distilled.trial())
                .with("trainer", distilled.trainer())
                .with("taught", distilled.taught())
                .with("heldOut", distilled.heldOut())
                .with("sealed", distilled.sealed())
                .fields();
    }

    private static FinalScore.Distilled distilled(Tree tree) throws MalformedFrame {
        return new FinalScore.Distilled(
                tree.small("trial"),
                tree.text("trainer"),
                tree.flag("taught"),
                tree.reals("heldOut"),
                tree.reals("sealed"));
    }

    private static Map<String, Object> ways(Map<Way, Double> scores) {
        Map<String, Object> ways = new LinkedHashMap<>();
        scores.forEach((way, score) -> ways.put(way.name(), score));
        return ways;
    }

    private static Map<Way, Double> ways(Tree tree) throws MalformedFrame {
        Map<Way, Double> ways = new EnumMap<>(Way.class);
        for (String way : tree.fields().keySet()) {
            ways.put(Way.valueOf(way), tree.real(way));
        }
        return ways;
    }

    private static Map<String, Object> part(FinalScore.Part part) {
        return Tree.empty()
                .with("trial", part.trial())
                .with("trainer", part.trainer())
                .with("weight", part.weight())
                .fields();
    }

    private static List<FinalScore.Part> parts(List<?> items) throws MalformedFrame {
        List<FinalScore.Part> parts = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new MalformedFrame("a part is a map, got " + item);
            }
            Tree part = Tree.of(map);
            parts.add(new FinalScore.Part(part.small("trial"), part.text("trainer"), part.real("weight")));
        }
        return parts;
    }

    private static FinalScore score(Tree tree) throws MalformedFrame {
        Map<String, Interval> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, List<Double>> entry : tree.realLists("metrics").entrySet()) {
            metrics.put(entry.getKey(), ReliabilityFrames.interval(entry.getValue()));
        }
        return new FinalScore(
                metrics,
                tree.small("rows"),
                tree.small("steps"),
                tree.nanos("fitTime"),
                parts(tree.list("parts")),
                tree.has("blended") ? OptionalDouble.of(tree.real("blended")) : OptionalDouble.empty(),
                Way.valueOf(tree.text("way")),
                ways(tree.tree("ways")),
                ReliabilityFrames.read(tree.list("intervals")),
                tree.has("distilled") ? Optional.of(distilled(tree.tree("distilled"))) : Optional.empty(),
                tree.has("note") ? Optional.of(tree.text("note")) : Optional.empty());
    }
}
