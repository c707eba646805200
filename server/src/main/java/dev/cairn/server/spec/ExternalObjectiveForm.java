package dev.cairn.server.spec;

import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.server.spec.form.Place;
import dev.cairn.server.spec.form.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code {minimize: loss}}, with {@code constraints: {seconds: "< 5"}} where wanted, or a list of such: any name will do, since only the client
 * knows what it measures.
 */
final class ExternalObjectiveForm implements Form<Goals> {
    private final Form<Draft> form = Forms.record(Draft.class);

    /** One objective as spelled. */
    record Draft(
            @Key(
                    value = "Number to make large",
                    pattern = ExternalSpec.METRIC,
                    patternInWords = ExternalSpec.METRIC_WORDS)
            Optional<String> maximize,

            @Key(
                    value = "Number to make small",
                    pattern = ExternalSpec.METRIC,
                    patternInWords = ExternalSpec.METRIC_WORDS)
            Optional<String> minimize,

            @Key(value = "Bounds on numbers that clients tell: {seconds: \"< 5\"}", form = AnyBounds.class)
            Optional<Map<String, Bound>> constraints) {
        Draft {
            if (maximize.isPresent() == minimize.isPresent()) {
                throw new Misfit("", "An objective is one number with its direction.", "Write {minimize: loss}.");
            }
        }

        Goal goal() {
            return minimize.map(name -> new Goal(name, Direction.MINIMIZE))
                    .orElseGet(() -> new Goal(maximize.orElseThrow(), Direction.MAXIMIZE));
        }
    }

    /** Bounds on whatever clients tell. */
    static final class AnyBounds extends BoundsForm {
        @Override
        Optional<String> known(String name, Place place, Faults faults) {
            if (!name.matches(ExternalSpec.METRIC)) {
                faults.add(place, Code.OUT_OF_RANGE, ExternalSpec.METRIC_WORDS);
                return Optional.empty();
            }
            return Optional.of(name);
        }

        @Override
        Map<String, Object> names() {
            return Map.of("pattern", "^" + ExternalSpec.METRIC + "$");
        }
    }

    @Override
    public Optional<Goals> read(Tree tree, Faults faults) {
        List<Tree> elements = tree instanceof Tree.Sequence list ? list.elements() : List.of(tree);
        List<Goal> goals = new ArrayList<>();
        Map<String, Bound> bounds = new LinkedHashMap<>();
        for (Tree element : elements) {
            form.read(element, faults).ifPresent(draft -> {
                goals.add(draft.goal());
                bounds.putAll(draft.constraints().orElse(Map.of()));
            });
        }
        if (goals.size() < elements.size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Goals(goals, bounds));
        } catch (Misfit misfit) {
            faults.add(tree.place(), misfit.code(), String.valueOf(misfit.getMessage()), misfit.hint());
            return Optional.empty();
        }
    }

    @Override
    public Object write(Goals value) {
        return ObjectiveForm.written(value);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> one = form.schema();
        return Map.of(
                "anyOf", List.of(one, Map.of("type", "array", "items", one, "minItems", 1, "maxItems", Goals.MOST)));
    }
}
