package dev.cairn.server.ingest.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One column of a dataset version, judged from all its rows.
 *
 * @param kind as which it is read
 * @param whole every number is an integer
 * @param feature takes part in training when it is not the target
 * @param missing rows without a value
 * @param distinct different values
 * @param note why the column is left out or read in this way; empty when there is nothing to say
 * @param stored the kind by which the table keeps the values, where it is not {@code kind}
 * @param order of an ordinal column: its levels from the least to the greatest
 * @param format of a datetime column that is not in ISO form
 * @param set whether a user said what the column is
 */
public record ColumnSchema(
        String name,
        ColumnKind kind,
        boolean whole,
        boolean feature,
        long missing,
        long distinct,
        List<ColumnFlag> flags,
        String note,
        Optional<ColumnKind> stored,
        Optional<List<String>> order,
        Optional<String> format,
        boolean set) {
    /** What the values suggested, which a user overrules. */
    private static final Set<ColumnFlag> GUESSES =
            EnumSet.of(ColumnFlag.IDENTIFIER, ColumnFlag.MANY_LEVELS, ColumnFlag.MOSTLY_NUMBERS);

    public ColumnSchema {
        if (name.isBlank() || missing < 0 || distinct < 0) {
            throw new IllegalArgumentException("column '" + name + "': needs a name and counts from 0, got missing "
                    + missing + ", distinct " + distinct);
        }
        flags = List.copyOf(flags);
        order = order.map(List::copyOf);
    }

    /** A column as its values suggest it. */
    public ColumnSchema(
            String name,
            ColumnKind kind,
            boolean whole,
            boolean feature,
            long missing,
            long distinct,
            List<ColumnFlag> flags,
            String note) {
        this(
                name,
                kind,
                whole,
                feature,
                missing,
                distinct,
                flags,
                note,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Whether the table keeps numbers, however they are read. */
    public boolean storedAsNumber() {
        ColumnKind kept = stored.orElse(kind);
        return kept == ColumnKind.NUMERIC || kept == ColumnKind.PIXEL;
    }

    /** Whether there is anything to learn from at all. */
    public boolean isEmptyOrConstant() {
        return flags.contains(ColumnFlag.ALL_MISSING) || flags.contains(ColumnFlag.CONSTANT);
    }

    /** This column as a user wants it; see {@link #refusal} for what can not be. */
    ColumnSchema as(ColumnSetting setting) {
        String said = setting.use().name().toLowerCase(Locale.ROOT);
        if (setting.use() == ColumnSetting.Use.IGNORE) {
            return with(kind, false, "Left out of training, as was said.", order, format);
        }
        ColumnKind wanted = ColumnKind.valueOf(setting.use().name());
        boolean useful = wanted != ColumnKind.IDENTIFIER && !isEmptyOrConstant();
        Optional<List<String>> levels =
                setting.order().isEmpty() ? (wanted == kind ? order : Optional.empty()) : Optional.of(setting.order());
        Optional<String> pattern = setting.format().or(() -> wanted == kind ? format : Optional.empty());
        return with(wanted, useful, "Read as " + said + ", as was said.", levels, pattern);
    }

    /** This column when it is one of several targets. */
    ColumnSchema unlearned() {
        return new ColumnSchema(name, kind, whole, false, missing, distinct, flags, note, stored, order, format, set);
    }

    private ColumnSchema with(
            ColumnKind wanted,
            boolean useful,
            String because,
            Optional<List<String>> levels,
            Optional<String> pattern) {
        List<ColumnFlag> left = wanted == kind
                ? flags
                : flags.stream().filter(flag -> !GUESSES.contains(flag)).toList();
        Optional<ColumnKind> kept = Optional.of(stored.orElse(kind));
        return new ColumnSchema(
                name, wanted, whole, useful, missing, distinct, left, because, kept, levels, pattern, true);
    }

    /** This column with one thing more that its user should know. */
    public ColumnSchema flagged(ColumnFlag flag, String because) {
        List<ColumnFlag> more = new ArrayList<>(flags);
        more.add(flag);
        String notes = note.isEmpty() ? because : note + " " + because;
        return new ColumnSchema(name, kind, whole, feature, missing, distinct, more, notes, stored, order, format, set);
    }

    /** This ordinal column with its levels in their order. */
    public ColumnSchema ordered(List<String> levels) {
        return new ColumnSchema(
                name, kind, whole, feature, missing, distinct, flags, note, stored, Optional.of(levels), format, set);
    }

    /** Why this column can not be read as a user wants it. */
    Optional<DataFault> refusal(ColumnSetting setting) {
        if (stored.orElse(kind) == ColumnKind.PIXEL) {
            return refused("is a pixel of the image", "Leave it as it is.");
        }
        return switch (setting.use()) {
            case BOOLEAN ->
                distinct > 2
                        ? refused("has " + distinct + " different values, not two", "Read it as categorical.")
                        : Optional.empty();
            case DATETIME ->
                storedAsNumber()
                        ? refused("holds numbers, not dates", "Write dates like 2026-11-21, or read it as numeric.")
                        : Optional.empty();
            case ORDINAL ->
                setting.order().isEmpty() && order.isEmpty() && !storedAsNumber()
                        ? refused("has no order yet", "Write {kind: ordinal, order: [small, medium, large]}.")
                        : Optional.empty();
            case NUMERIC, CATEGORICAL, TEXT, IDENTIFIER, IGNORE -> Optional.empty();
        };
    }

    private Optional<DataFault> refused(String says, String hint) {
        return Optional.of(DataFault.ofColumn(name, "unfit-column", "Column '" + name + "' " + says + ".", hint));
    }
}
