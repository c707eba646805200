package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.ColumnFacts;
import dev.cairn.server.ingest.csv.Lexeme;
import dev.cairn.server.ingest.process.Database.Extent;
import dev.cairn.server.ingest.report.ColumnFlag;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Decides from a column's spelling and values what it is, and whether a model can learn from it. */
final class Judge {
    /** Levels that a frame keeps; the rarest of more count as missing. */
    static final int MOST_LEVELS = 1000;

    /** Labels longer than this on average that hardly repeat are prose. */
    private static final double PROSE_LENGTH = 30;

    private Judge() {}

    static TableSchema schema(Draft draft, List<Extent> extents) {
        List<ColumnSchema> columns = new ArrayList<>();
        for (int i = 0; i < draft.names().size(); i++) {
            String name = draft.names().get(i);
            columns.add(
                    draft.facts().isEmpty() || draft.kinds().get(i) == ColumnKind.PIXEL
                            ? typed(name, draft.kinds().get(i), extents.get(i))
                            : judged(draft.facts().get(i), draft.kinds().get(i), extents.get(i), draft.rows()));
        }
        return draft.image()
                .map(s -> new TableSchema(draft.rows(), columns, s.height(), s.width(), s.channels()))
                .orElseGet(() -> new TableSchema(draft.rows(), columns, 0, 0, 0));
    }

    private static ColumnSchema typed(String name, ColumnKind kind, Extent extent) {
        return new ColumnSchema(name, kind, true, true, 0, extent.distinct(), List.of(), "");
    }

    private static ColumnSchema judged(ColumnFacts facts, ColumnKind kind, Extent extent, long rows) {
        long values = rows - facts.missing();
        if (values == 0) {
            return column(facts, kind, 0, false, ColumnFlag.ALL_MISSING, "No row has a value; left out of training.");
        }
        if (extent.distinct() == 1 && values == rows) {
            return column(
                    facts, kind, 1, false, ColumnFlag.CONSTANT, "The same value in all rows; left out of training.");
        }
        return kind == ColumnKind.NUMERIC
                ? number(facts, extent, rows)
                : kind == ColumnKind.DATETIME
                        ? plain(facts, kind, extent, "Read as the number of days since 1970.")
                        : labels(facts, kind, extent, values);
    }

    private static ColumnSchema number(ColumnFacts facts, Extent extent, long rows) {
        boolean counts =
                facts.isWhole() && extent.distinct() == rows && extent.greatest() - extent.least() == rows - 1.0;
        if (counts) {
            return column(
                    facts,
                    ColumnKind.NUMERIC,
                    extent.distinct(),
                    false,
                    ColumnFlag.IDENTIFIER,
                    "Counts the rows; left out of training, since it would betray their order.");
        }
        long infinite = facts.count(Lexeme.INFINITE);
        String note = infinite == 0 ? "" : infinite + " infinite values count as missing.";
        return plain(facts, ColumnKind.NUMERIC, extent, note);
    }

    private static ColumnSchema labels(ColumnFacts facts, ColumnKind kind, Extent extent, long values) {
        boolean rarelyRepeats = 2 * extent.distinct() > values;
        if (extent.distinct() == values && facts.meanLength() <= PROSE_LENGTH) {
            return column(
                    facts,
                    kind,
                    extent.distinct(),
                    false,
                    ColumnFlag.IDENTIFIER,
                    "Another value in every row; left out of training." + mostlyNumbers(facts));
        }
        if (rarelyRepeats && (facts.meanLength() > PROSE_LENGTH || extent.distinct() > MOST_LEVELS)) {
            String note = "Values hardly ever repeat; left out of training.";
            return new ColumnSchema(
                    facts.name(), ColumnKind.TEXT, false, false, facts.missing(), extent.distinct(), List.of(), note);
        }
        if (facts.isMostlyNumbers()) {
            return column(
                    facts,
                    kind,
                    extent.distinct(),
                    true,
                    ColumnFlag.MOSTLY_NUMBERS,
                    mostlyNumbers(facts).strip());
        }
        return extent.distinct() > MOST_LEVELS
                ? column(
                        facts,
                        kind,
                        extent.distinct(),
                        true,
                        ColumnFlag.MANY_LEVELS,
                        "The " + MOST_LEVELS + " most frequent values are kept; the others count as missing.")
                : plain(facts, kind, extent, "");
    }

    private static String mostlyNumbers(ColumnFacts facts) {
        return facts.isMostlyNumbers()
                ? " Read as labels because of values such as " + facts.firstWord()
                        + "; leave such cells empty to get numbers."
                : "";
    }

    private static ColumnSchema plain(ColumnFacts facts, ColumnKind kind, Extent extent, String note) {
        return new ColumnSchema(
                facts.name(), kind, facts.isWhole(), true, facts.missing(), extent.distinct(), List.of(), note);
    }

    private static ColumnSchema column(
            ColumnFacts facts, ColumnKind kind, long distinct, boolean feature, ColumnFlag flag, String note) {
        return new ColumnSchema(
                facts.name(), kind, facts.isWhole(), feature, facts.missing(), distinct, List.of(flag), note);
    }
}
