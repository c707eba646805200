package dev.cairn.server.spec;

import dev.cairn.server.ingest.report.SeveralTargets;
import dev.cairn.server.spec.form.FormedBy;
import java.util.List;

/**
 * What a study predicts.
 *
 * @param columns one column, or several of two classes side by side; none where nothing is predicted
 */
@FormedBy(TargetForm.class)
public record TargetSpec(List<String> columns) {
    /** Nothing is predicted. */
    public static final TargetSpec NONE = new TargetSpec(List.of());

    public TargetSpec {
        columns = List.copyOf(columns);
    }

    /** The column's name, or what several are called together; empty for none. */
    public String name() {
        return columns.isEmpty() ? "" : SeveralTargets.name(columns);
    }

    /** None when there is one. */
    public SeveralTargets several() {
        return columns.size() > 1 ? new SeveralTargets(columns) : SeveralTargets.NONE;
    }
}
