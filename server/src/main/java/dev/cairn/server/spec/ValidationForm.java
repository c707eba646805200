package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.Validation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code {folds: 5, stratify: true}} or {@code {holdout: 0.2}}. */
final class ValidationForm implements Form<Validation> {
    private final Form<Draft> form = Forms.record(Draft.class);

    /** As spelled. */
    record Draft(
            @Key(value = "Number of folds of a cross-validation", low = 2, high = 50)
            Optional<Integer> folds,

            @Key(value = "Share of the rows held out, instead of folds", low = 0.01, high = 0.9)
            Optional<Double> holdout,

            @Key(value = "Keep the shares of the classes in every part", otherwise = "true")
            boolean stratify,

            @Key(
                    value = "Column whose equal values stay together",
                    notYet = "Rows with equal features stay together anyway; leave it out.")
            Optional<String> groups,

            @Key(value = "Column by which the past predicts the future", notYet = "Use {holdout: 0.2} or {folds: 5}.")
            Optional<String> time) {
        Draft {
            if (folds.isPresent() && holdout.isPresent()) {
                throw new Misfit("holdout", "Either folds or holdout, not both.", "Keep one of them.");
            }
        }
    }

    @Override
    public Optional<Validation> read(Tree tree, Faults faults) {
        return form.read(tree, faults).map(ValidationForm::validation);
    }

    private static Validation validation(Draft draft) {
        return draft.holdout().isPresent()
                ? new Validation.Holdout(draft.holdout().get(), draft.stratify())
                : new Validation.Folds(draft.folds().orElse(5), draft.stratify());
    }

    @Override
    public Object write(Validation value) {
        Map<String, Object> written = new LinkedHashMap<>();
        if (value instanceof Validation.Folds folds) {
            written.put("folds", folds.k());
            written.put("stratify", folds.stratify());
        } else if (value instanceof Validation.Holdout holdout) {
            written.put("holdout", holdout.fraction());
            written.put("stratify", holdout.stratify());
        }
        return written;
    }

    @Override
    public Map<String, Object> schema() {
        return form.schema();
    }
}
