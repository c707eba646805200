package dev.cairn.server.spec;

import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.server.spec.form.TreeReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code {columns: {zip: categorical}}}: what columns are, said for a dataset as in a specification. */
public final class ColumnsDocument {
    private static final String COLUMNS = "columns";

    private ColumnsDocument() {}

    /**
     * Reads YAML or JSON.
     *
     * @throws InvalidSpec with all faults
     */
    public static ColumnSettings read(String text) {
        Faults faults = new Faults();
        Optional<Tree> tree = TreeReader.read(text, faults);
        Optional<ColumnSettings> settings = tree.flatMap(document -> columns(document, faults));
        if (!faults.isEmpty() || settings.isEmpty()) {
            throw new InvalidSpec(faults.inOrder());
        }
        return settings.get();
    }

    private static Optional<ColumnSettings> columns(Tree document, Faults faults) {
        Tree named = document instanceof Tree.Mapping mapping ? mapping.fields().get(COLUMNS) : null;
        if (named == null || ((Tree.Mapping) document).fields().size() > 1) {
            faults.add(
                    document.place(),
                    Code.MISSING_FIELD,
                    "Expected columns and nothing else.",
                    "Write it like {columns: {zip: categorical}}.");
            return Optional.empty();
        }
        return new ColumnsForm().read(named, faults);
    }

    /** Settings by column, spelled as they are read. */
    public static Map<String, Object> write(ColumnSettings settings) {
        Map<String, Object> written = new LinkedHashMap<>();
        if (new ColumnsForm().write(settings) instanceof Map<?, ?> columns) {
            columns.forEach((name, setting) -> written.put(String.valueOf(name), setting));
        }
        return written;
    }
}
