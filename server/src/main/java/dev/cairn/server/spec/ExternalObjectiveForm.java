package dev.cairn.server.spec;

import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.server.spec.form.Tree;
import java.util.Map;
import java.util.Optional;

/** {@code {minimize: loss}}: any name will do, since only the client knows what it measures. */
final class ExternalObjectiveForm implements Form<ExternalObjective> {
    private final Form<Draft> form = Forms.record(Draft.class);

    /** As spelled. */
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
            Optional<String> minimize) {
        Draft {
            if (maximize.isPresent() == minimize.isPresent()) {
                throw new Misfit("", "An objective is one number with its direction.", "Write {minimize: loss}.");
            }
        }
    }

    @Override
    public Optional<ExternalObjective> read(Tree tree, Faults faults) {
        return form.read(tree, faults)
                .map(draft -> draft.minimize().isPresent()
                        ? new ExternalObjective(draft.minimize().get(), Direction.MINIMIZE)
                        : new ExternalObjective(draft.maximize().orElseThrow(), Direction.MAXIMIZE));
    }

    @Override
    public Object write(ExternalObjective value) {
        return Map.of(value.direction() == Direction.MAXIMIZE ? "maximize" : "minimize", value.metric());
    }

    @Override
    public Map<String, Object> schema() {
        return form.schema();
    }
}
