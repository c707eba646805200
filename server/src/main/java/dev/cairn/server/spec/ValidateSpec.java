package dev.cairn.server.spec;

import dev.cairn.server.ingest.report.RowRoles;
import dev.cairn.server.spec.form.FormedBy;
import dev.cairn.trainers.Validation;

/**
 * How a trial is scored, and which column divides the rows for that.
 *
 * @param roles of columns; what they divide holds for the sealed rows as well
 */
@FormedBy(ValidationForm.class)
public record ValidateSpec(Validation plan, RowRoles roles) {
    public ValidateSpec {
        boolean byMark = plan instanceof Validation.Forward
                || plan instanceof Validation.Latest
                || plan instanceof Validation.Given;
        if (byMark != (roles.time().isPresent() || roles.folds().isPresent())) {
            throw new IllegalArgumentException("validation " + plan + " does not go with " + roles);
        }
    }

    /** The same where there are no classes to keep in proportion. */
    ValidateSpec unstratified() {
        if (plan instanceof Validation.Folds folds) {
            return new ValidateSpec(new Validation.Folds(folds.k(), false), roles);
        }
        return plan instanceof Validation.Holdout holdout
                ? new ValidateSpec(new Validation.Holdout(holdout.fraction(), false), roles)
                : this;
    }
}
