package dev.cairn.server.spec;

import dev.cairn.server.ingest.report.RowRoles;
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
import java.util.stream.Stream;

/** {@code {folds: 5, stratify: true}}, {@code {holdout: 0.2}}, with {@code groups: COLUMN} or {@code time: COLUMN}; or {@code {column: COLUMN}}. */
final class ValidationForm implements Form<ValidateSpec> {
    private static final int USUAL_FOLDS = 5;

    private final Form<Draft> form = Forms.record(Draft.class);

    /** As spelled. */
    record Draft(
            @Key(value = "Number of folds of a cross-validation", low = 2, high = 50)
            Optional<Integer> folds,

            @Key(value = "Share of the rows held out, instead of folds", low = 0.01, high = 0.9)
            Optional<Double> holdout,

            @Key("Keep the shares of the classes in every part; true when absent")
            Optional<Boolean> stratify,

            @Key("Column whose equal values stay together, in folds and on one side of the vault")
            Optional<String> groups,

            @Key("Column by which the past predicts the future; the latest rows are sealed")
            Optional<String> time,

            @Key("Column whose values name the folds; a row without one is always learned from")
            Optional<String> column) {
        Draft {
            if (folds.isPresent() && holdout.isPresent()) {
                throw new Misfit("holdout", "Either folds or holdout, not both.", "Keep one of them.");
            }
            if (Stream.of(groups, time, column).filter(Optional::isPresent).count() > 1) {
                throw new Misfit(
                        "", "Rows are divided by groups, by time or by a column, not by several.", "Keep one.");
            }
            if (column.isPresent() && (folds.isPresent() || holdout.isPresent())) {
                throw new Misfit("column", "The column says what the folds are.", "Leave folds and holdout out.");
            }
            if (stratify.isPresent() && (time.isPresent() || column.isPresent())) {
                throw new Misfit(
                        "stratify", "What is divided by time or by a column can not be stratified.", "Leave it out.");
            }
        }

        Validation plan() {
            if (column.isPresent()) {
                return new Validation.Given();
            }
            if (time.isPresent()) {
                return holdout.<Validation>map(Validation.Latest::new)
                        .orElseGet(() -> new Validation.Forward(folds.orElse(USUAL_FOLDS)));
            }
            boolean even = stratify.orElse(true);
            return holdout.<Validation>map(share -> new Validation.Holdout(share, even))
                    .orElseGet(() -> new Validation.Folds(folds.orElse(USUAL_FOLDS), even));
        }
    }

    @Override
    public Optional<ValidateSpec> read(Tree tree, Faults faults) {
        return form.read(tree, faults)
                .map(draft ->
                        new ValidateSpec(draft.plan(), new RowRoles(draft.groups(), draft.time(), draft.column())));
    }

    @Override
    public Object write(ValidateSpec value) {
        Map<String, Object> written = new LinkedHashMap<>();
        Validation plan = value.plan();
        if (plan instanceof Validation.Folds folds) {
            written.put("folds", folds.k());
            written.put("stratify", folds.stratify());
        } else if (plan instanceof Validation.Holdout holdout) {
            written.put("holdout", holdout.fraction());
            written.put("stratify", holdout.stratify());
        } else if (plan instanceof Validation.Forward forward) {
            written.put("folds", forward.k());
        } else if (plan instanceof Validation.Latest latest) {
            written.put("holdout", latest.fraction());
        }
        value.roles().groups().ifPresent(column -> written.put("groups", column));
        value.roles().time().ifPresent(column -> written.put("time", column));
        value.roles().folds().ifPresent(column -> written.put("column", column));
        return written;
    }

    @Override
    public Map<String, Object> schema() {
        return form.schema();
    }
}
