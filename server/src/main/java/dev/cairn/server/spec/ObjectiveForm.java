package dev.cairn.server.spec;

import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.spec.form.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code {maximize: rocAuc}}, with {@code constraints: {latencyMs: "< 5"}} where wanted, or a list of such. The direction is always said, and is
 * the metric's own.
 */
final class ObjectiveForm implements Form<Goals> {
    private static final String CONSTRAINTS = "constraints";

    private final Form<Draft> form = Forms.record(Draft.class);

    /** One objective as spelled. */
    record Draft(
            @Key(value = "Metric to make large", form = GoalForm.class)
            Optional<Goal> maximize,

            @Key(value = "Metric to make small", form = GoalForm.class)
            Optional<Goal> minimize,

            @Key(value = "Bounds on metrics: {latencyMs: \"< 5\"}", form = BoundsForm.class)
            Optional<Map<String, Bound>> constraints) {
        Draft {
            if (maximize.isPresent() == minimize.isPresent()) {
                throw new Misfit(
                        "",
                        "An objective is one metric with its direction.",
                        "Write {maximize: rocAuc} or {minimize: rmse}; several objectives are a list.");
            }
            maximize.ifPresent(goal -> agree(goal, Direction.MAXIMIZE, "maximize", "minimize"));
            minimize.ifPresent(goal -> agree(goal, Direction.MINIMIZE, "minimize", "maximize"));
        }

        private static void agree(Goal goal, Direction said, String word, String other) {
            if (goal.direction() != said) {
                String detail = "'%s' is best when it is %s."
                        .formatted(goal.name(), other.equals("minimize") ? "small" : "large");
                throw new Misfit(word, detail, "Write {%s: %s}.".formatted(other, goal.name()));
            }
        }

        Goal goal() {
            return maximize.or(() -> minimize).orElseThrow();
        }
    }

    @Override
    public Optional<Goals> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar scalar) {
            String said = Goal.named(scalar.text())
                    .map(goal -> "{%s: %s}".formatted(word(goal.direction()), goal.name()))
                    .orElse("{maximize: rocAuc}");
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "An objective says its direction; got " + tree.kind() + ".",
                    "Write " + said + ".");
            return Optional.empty();
        }
        List<Tree> elements = tree instanceof Tree.Sequence list ? list.elements() : List.of(tree);
        List<Draft> drafts = new ArrayList<>();
        for (Tree element : elements) {
            form.read(element, faults).ifPresent(drafts::add);
        }
        return drafts.size() < elements.size() ? Optional.empty() : goals(tree, drafts, faults);
    }

    private static Optional<Goals> goals(Tree tree, List<Draft> drafts, Faults faults) {
        Map<String, Bound> bounds = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            for (Map.Entry<String, Bound> bound :
                    draft.constraints().orElse(Map.of()).entrySet()) {
                if (bounds.put(bound.getKey(), bound.getValue()) != null) {
                    faults.add(
                            tree.place(),
                            Code.DUPLICATE,
                            "'%s' has two bounds.".formatted(bound.getKey()),
                            "Keep the tighter one.");
                    return Optional.empty();
                }
            }
        }
        if (!drafts.isEmpty() && drafts.get(0).goal().metric().isEmpty()) {
            faults.add(
                    tree.place(),
                    Code.CONFLICT,
                    "The first objective is what trials are stopped by while they learn; '%s' is only known at the end."
                            .formatted(drafts.get(0).goal().name()),
                    "Put a metric such as rocAuc or rmse first.");
            return Optional.empty();
        }
        try {
            return Optional.of(new Goals(drafts.stream().map(Draft::goal).toList(), bounds));
        } catch (Misfit misfit) {
            faults.add(tree.place(), misfit.code(), String.valueOf(misfit.getMessage()), misfit.hint());
            return Optional.empty();
        }
    }

    static String word(Direction direction) {
        return direction == Direction.MAXIMIZE ? "maximize" : "minimize";
    }

    @Override
    public Object write(Goals value) {
        return written(value);
    }

    /** The spelling of goals, which {@link Goals#stored} takes back. */
    static Object written(Goals value) {
        List<Map<String, Object>> written = new ArrayList<>();
        for (Goal goal : value.objectives()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(word(goal.direction()), goal.name());
            if (written.isEmpty() && !value.bounds().isEmpty()) {
                fields.put(CONSTRAINTS, new BoundsForm().write(value.bounds()));
            }
            written.add(fields);
        }
        return value.several() ? written : written.get(0);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> one = form.schema();
        return Map.of(
                "anyOf", List.of(one, Map.of("type", "array", "items", one, "minItems", 1, "maxItems", Goals.MOST)));
    }

    /** A metric or cost by its name, or by a short name that people use for it. */
    static final class GoalForm implements Form<Goal> {
        @Override
        public Optional<Goal> read(Tree tree, Faults faults) {
            String name = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
            Optional<Goal> goal = Goal.named(name);
            if (goal.isEmpty()) {
                faults.add(
                        tree.place(),
                        Code.UNKNOWN_NAME,
                        "There is no metric " + Names.of(tree) + ".",
                        Suggest.hint(name, Goal.names()));
            }
            return goal;
        }

        @Override
        public Object write(Goal value) {
            return value.name();
        }

        @Override
        public Map<String, Object> schema() {
            return Goal.schema();
        }
    }
}
