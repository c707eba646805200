package dev.cairn.server.spec;

import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.metric.Metric;
import java.util.Map;
import java.util.Optional;

/** {@code {maximize: rocAuc}} or {@code {minimize: rmse}}. The direction is always said, and is the metric's own. */
final class ObjectiveForm implements Form<Objective> {
    private final Form<Draft> form = Forms.record(Draft.class);

    /** As spelled. */
    record Draft(
            @Key(value = "Metric to make large", form = MetricForm.class)
            Optional<Metric> maximize,

            @Key(value = "Metric to make small", form = MetricForm.class)
            Optional<Metric> minimize,

            @Key(value = "Bounds on other metrics", notYet = "Search for one metric; the leaderboard shows the others.")
            Optional<Map<String, String>> constraints) {
        Draft {
            if (maximize.isPresent() == minimize.isPresent()) {
                throw new Misfit(
                        "",
                        "An objective is one metric with its direction.",
                        "Write {maximize: rocAuc} or {minimize: rmse}.");
            }
            maximize.ifPresent(metric -> agree(metric, Direction.MAXIMIZE, "maximize", "minimize"));
            minimize.ifPresent(metric -> agree(metric, Direction.MINIMIZE, "minimize", "maximize"));
        }

        private static void agree(Metric metric, Direction said, String word, String other) {
            if (metric.direction() != said) {
                String detail = "'%s' is best when it is %s."
                        .formatted(metric.wireName(), other.equals("minimize") ? "small" : "large");
                throw new Misfit(word, detail, "Write {%s: %s}.".formatted(other, metric.wireName()));
            }
        }
    }

    @Override
    public Optional<Objective> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Sequence) {
            faults.add(
                    tree.place(),
                    Code.NOT_AVAILABLE,
                    "Several objectives are not available yet.",
                    "Give one, like {maximize: rocAuc}.");
            return Optional.empty();
        }
        if (tree instanceof Tree.Scalar scalar) {
            String said = Metric.named(scalar.text())
                    .map(m -> "{%s: %s}".formatted(word(m.direction()), m.wireName()))
                    .orElse("{maximize: rocAuc}");
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "An objective says its direction; got " + tree.kind() + ".",
                    "Write " + said + ".");
            return Optional.empty();
        }
        return form.read(tree, faults)
                .map(draft -> Objective.of(draft.maximize().or(draft::minimize).orElseThrow()));
    }

    private static String word(Direction direction) {
        return direction == Direction.MAXIMIZE ? "maximize" : "minimize";
    }

    @Override
    public Object write(Objective value) {
        return Map.of(word(value.direction()), value.metric().wireName());
    }

    @Override
    public Map<String, Object> schema() {
        return form.schema();
    }
}
