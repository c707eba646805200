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
import java.util.Locale;
import java.util.Optional;

/** Decides from a column's spelling and values what it is, and whether a model can learn from it. */
final class Judge {
    /** Levels that most trainers tell apart; the rarest of more count as missing for them. */
    static final int MANY_LEVELS = 1000;

    /** Labels longer than this on average, or of as many words, that hardly repeat are prose. */
    private static final double PROSE_LENGTH = 30;

    private static final double PROSE_WORDS = 3;
    private static final int MOST_LADDER_LEVELS = 16;

    private Judge() {}

    static TableSchema schema(Draft draft, List<Extent> extents) {
        List<ColumnSchema> columns = new ArrayList<>();
        for (int i = 0; i < draft.names().size(); i++) {
            ColumnKind kind = draft.kinds().get(i);
            boolean typed = draft.facts().isEmpty() || kind == ColumnKind.PIXEL;
            columns.add(
                    typed
                            ? typed(draft.names().get(i), kind, extents.get(i))
                            : personal(
                                    draft.facts().get(i),
                                    judged(draft.facts().get(i), kind, extents.get(i), draft.rows())));
        }
        return draft.image()
                .map(s -> new TableSchema(draft.rows(), columns, s.height(), s.width(), s.channels()))
                .orElseGet(() -> new TableSchema(draft.rows(), columns, 0, 0, 0));
    }

    /** Whether the labels of a column are few enough to ask whether they ascend. */
    static boolean mayAscend(ColumnKind kind, Extent extent) {
        return kind == ColumnKind.CATEGORICAL && extent.distinct() > 2 && extent.distinct() <= MOST_LADDER_LEVELS;
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
        return switch (kind) {
            case NUMERIC -> number(facts, extent, rows);
            case DATETIME -> plain(facts, kind, extent, "");
            default -> labels(facts, kind, extent, values);
        };
    }

    private static ColumnSchema number(ColumnFacts facts, Extent extent, long rows) {
        boolean unique = facts.isWhole() && extent.distinct() == rows;
        boolean counts = unique && extent.greatest() - extent.least() == rows - 1.0;
        if (counts || (unique && isNamedLikeAnIdentifier(facts.name()))) {
            String note = counts
                    ? "Counts the rows; left out of training, since it would betray their order."
                    : "Another number in every row, and called like an identifier; left out of training.";
            return identifier(facts, ColumnKind.NUMERIC, extent.distinct(), note);
        }
        long infinite = facts.count(Lexeme.INFINITE);
        String note = infinite == 0 ? "" : infinite + " infinite values count as missing.";
        return plain(facts, ColumnKind.NUMERIC, extent, note);
    }

    private static boolean isNamedLikeAnIdentifier(String name) {
        String last = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return last.matches("(.*[^a-z])?(id|uuid|guid|key|nr|no|number|index)");
    }

    private static ColumnSchema labels(ColumnFacts facts, ColumnKind kind, Extent extent, long values) {
        boolean rarelyRepeats = 2 * extent.distinct() > values;
        boolean prose = facts.meanLength() > PROSE_LENGTH || facts.meanWords() >= PROSE_WORDS;
        if (extent.distinct() == values && !prose) {
            return identifier(
                    facts,
                    kind,
                    extent.distinct(),
                    "Another value in every row; left out of training." + mostlyNumbers(facts));
        }
        if (rarelyRepeats && (prose || extent.distinct() > MANY_LEVELS)) {
            return stored(
                    facts,
                    ColumnKind.TEXT,
                    ColumnKind.CATEGORICAL,
                    true,
                    extent,
                    List.of(),
                    "Values hardly ever repeat; read as text.");
        }
        if (facts.isMostlyNumbers()) {
            String note = mostlyNumbers(facts).strip();
            return column(facts, kind, extent.distinct(), true, ColumnFlag.MOSTLY_NUMBERS, note);
        }
        if (extent.distinct() > MANY_LEVELS) {
            String note =
                    "Most trainers see its " + MANY_LEVELS + " most frequent values; the others count as missing.";
            return column(facts, kind, extent.distinct(), true, ColumnFlag.MANY_LEVELS, note);
        }
        return Ladder.of(extent.labels())
                .map(order -> ordinal(facts, kind, extent, order))
                .orElseGet(() -> plain(facts, kind, extent, ""));
    }

    private static ColumnSchema ordinal(ColumnFacts facts, ColumnKind stored, Extent extent, List<String> order) {
        ColumnSchema plain = stored(
                facts,
                ColumnKind.ORDINAL,
                stored,
                true,
                extent,
                List.of(),
                "Its values ascend: " + String.join(" < ", order) + ".");
        return plain.ordered(order);
    }

    private static String mostlyNumbers(ColumnFacts facts) {
        return facts.isMostlyNumbers()
                ? " Read as labels because of values such as " + facts.firstWord()
                        + "; leave such cells empty, or read the column as numeric, to get numbers."
                : "";
    }

    private static ColumnSchema personal(ColumnFacts facts, ColumnSchema column) {
        boolean labels = !column.storedAsNumber();
        return Personal.of(facts.name(), facts.sample(), labels)
                .map(what -> column.flagged(ColumnFlag.PERSONAL, "Looks personal (" + what + "); masked in previews."))
                .orElse(column);
    }

    private static ColumnSchema identifier(ColumnFacts facts, ColumnKind stored, long distinct, String note) {
        return new ColumnSchema(
                facts.name(),
                ColumnKind.IDENTIFIER,
                facts.isWhole(),
                false,
                facts.missing(),
                distinct,
                List.of(ColumnFlag.IDENTIFIER),
                note,
                Optional.of(stored),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static ColumnSchema plain(ColumnFacts facts, ColumnKind kind, Extent extent, String note) {
        return stored(facts, kind, kind, true, extent, List.of(), note);
    }

    private static ColumnSchema stored(
            ColumnFacts facts,
            ColumnKind kind,
            ColumnKind stored,
            boolean feature,
            Extent extent,
            List<ColumnFlag> flags,
            String note) {
        return new ColumnSchema(
                facts.name(),
                kind,
                facts.isWhole(),
                feature,
                facts.missing(),
                extent.distinct(),
                flags,
                note,
                kind == stored ? Optional.empty() : Optional.of(stored),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static ColumnSchema column(
            ColumnFacts facts, ColumnKind kind, long distinct, boolean feature, ColumnFlag flag, String note) {
        return new ColumnSchema(
                facts.name(), kind, facts.isWhole(), feature, facts.missing(), distinct, List.of(flag), note);
    }
}
