package dev.cairn.server.ingest;

import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.RowRoles;
import dev.cairn.server.ingest.report.SeveralTargets;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.ingest.report.TargetUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a version's rows are to be divided into training rows and sealed ones, and as what its columns are read.
 *
 * @param target the column to predict, or what several are called together; empty where nothing is predicted
 * @param several the columns that are predicted side by side
 * @param use whether numbers are predicted as classes
 * @param columns what a user says that columns are
 * @param roles columns that tie or order rows
 */
public record SplitRequest(
        String target,
        SeveralTargets several,
        TestSetting test,
        TargetUse use,
        ColumnSettings columns,
        RowRoles roles) {
    /** Of one target. */
    public SplitRequest(String target, TestSetting test, TargetUse use, ColumnSettings columns, RowRoles roles) {
        this(target, SeveralTargets.NONE, test, use, columns, roles);
    }

    /** With columns as their values suggest them. */
    public static SplitRequest of(String target, TestSetting test) {
        return of(target, test, TargetUse.AUTO);
    }

    /** The same, for a study that says whether numbers are classes. */
    public static SplitRequest of(String target, TestSetting test, TargetUse use) {
        return new SplitRequest(target, test, use, ColumnSettings.NONE, RowRoles.NONE);
    }

    /** The column whose yes marks the sealed rows. */
    Optional<String> sealedColumn() {
        return test instanceof TestSetting.Column column ? Optional.of(column.name()) : Optional.empty();
    }

    /** Why the table can not be divided so; empty when it can, as far as its columns tell. */
    public List<DataFault> faults(TableSchema inferred) {
        List<DataFault> faults = new ArrayList<>(columns.faults(inferred));
        TableSchema schema = columns.applied(inferred);
        faults.addAll(roles.faults(schema, target));
        faults.addAll(several.faults(schema));
        several.columns().forEach(column -> faults.addAll(divides(column)));
        if (!several.isEmpty() && test instanceof TestSetting.Dataset) {
            faults.add(DataFault.ofFile(
                    "several-targets-sealed-dataset",
                    "Of several targets no dataset of its own can be sealed yet.",
                    "Seal a share or a column."));
        }
        sealedColumn().ifPresent(name -> {
            if (schema.column(name).isEmpty() || name.equals(target)) {
                faults.add(DataFault.ofColumn(
                        name,
                        "unknown-column",
                        "There is no column '" + name + "' beside the target to mark the sealed rows.",
                        "Name a column of yes and no, or train and test."));
            }
        });
        return faults;
    }

    /** A target that rows are divided by too. */
    private List<DataFault> divides(String target) {
        return roles.column().filter(target::equals).or(() -> sealedColumn().filter(target::equals)).stream()
                .map(column -> DataFault.ofColumn(
                        column,
                        "unfit-column",
                        "Column '" + column + "' is what is predicted, so rows can not be divided by it.",
                        "Name another column."))
                .toList();
    }

    /** What tells splits of one version and target apart, beside which rows are sealed. */
    String suffix() {
        String as = use == TargetUse.AUTO ? "" : ";as=" + use.name().toLowerCase(Locale.ROOT);
        return as + roles.key() + (columns.isEmpty() ? "" : ";columns=" + columns.key());
    }
}
