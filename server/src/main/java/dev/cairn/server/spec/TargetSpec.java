package dev.cairn.server.spec;

import dev.cairn.server.ingest.report.SeveralTargets;
import dev.cairn.server.spec.form.FormedBy;
import java.util.List;

/**
 * What a study predicts.
 *
 * @param columns one column, or several of two classes side by side
 */
@FormedBy(TargetForm.class)
public record TargetSpec(List<String> columns) {
    public TargetSpec {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a target needs a column");
        }
    }

    /** The column's name, or what several are called together. */
    public String name() {
        return SeveralTargets.name(columns);
    }

    /** None when there is one. */
    public SeveralTargets several() {
        return columns.size() > 1 ? new SeveralTargets(columns) : SeveralTargets.NONE;
    }
}
