package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.Dates;
import dev.cairn.server.ingest.process.Sides.Side;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnProfile;
import dev.cairn.server.ingest.report.ColumnSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Describes the training rows column by column. Few columns are in memory at a time; sealed rows are passed over unread. */
final class Profiler {
    private static final long VALUES_AT_A_TIME = 6_000_000;
    private static final int SAMPLE_ROWS = 200;
    private static final int MOST_SAMPLE_CELLS = 20_000;
    /** Looked at for each row of the sample, as some are sealed. */
    private static final long SAMPLED_FROM = 10;

    private final TableFile table;
    private final Sides sides;
    private final List<ColumnProfile> profiles = new ArrayList<>();
    private final Map<String, List<String>> levels = new HashMap<>();

    private Profiler(TableFile table, Sides sides) {
        this.table = table;
        this.sides = sides;
    }

    static Profiler of(TableFile table, Sides sides) throws SQLException {
        Profiler profiler = new Profiler(table, sides);
        List<ColumnSchema> columns = table.stored();
        int batch = (int) Math.max(1, Math.min(columns.size(), VALUES_AT_A_TIME / Math.max(1, sides.rows())));
        for (int from = 0; from < columns.size(); from += batch) {
            profiler.describe(columns.subList(from, Math.min(columns.size(), from + batch)));
        }
        return profiler;
    }

    List<ColumnProfile> profiles() {
        return List.copyOf(profiles);
    }

    /** The levels of a column of labels in the training rows, in alphabetical order. */
    List<String> levels(String column) {
        return levels.getOrDefault(column, List.of());
    }

    private void describe(List<ColumnSchema> columns) throws SQLException {
        List<Tally> tallies = columns.stream().map(Tally::new).toList();
        table.visit(columns.stream().map(ColumnSchema::name).toList(), (row, cells) -> {
            if (sides.side(row) == Side.TRAIN) {
                for (int i = 0; i < tallies.size(); i++) {
                    count(tallies.get(i), cells, i);
                }
            }
        });
        for (Tally tally : tallies) {
            if (tally.column().kind().isLabels()) {
                levels.put(tally.column().name(), tally.levels());
            }
        }
        profiles.addAll(tallies.parallelStream().map(Tally::profile).toList());
    }

    private static void count(Tally tally, TableFile.Cells cells, int index) throws SQLException {
        ColumnKind kind = tally.column().kind();
        if (kind == ColumnKind.DATETIME) {
            OptionalLong second = cells.second(index);
            tally.number(second.isPresent() ? second.getAsLong() / Dates.SECONDS_A_DAY : Double.NaN);
        } else if (kind.isQuantity()) {
            tally.number(cells.number(index));
        } else {
            String text = cells.text(index);
            if (text.isEmpty()) {
                tally.missing();
            } else {
                tally.label(text);
            }
        }
    }

    /** The first training rows as text; fewer of a wide table. */
    List<List<String>> sample() throws SQLException {
        List<String> names = table.stored().stream().map(ColumnSchema::name).toList();
        int most = Math.max(10, Math.min(SAMPLE_ROWS, MOST_SAMPLE_CELLS / names.size()));
        List<List<String>> sample = new ArrayList<>();
        table.visit(names, SAMPLED_FROM * most, (row, cells) -> {
            if (sample.size() < most && sides.side(row) == Side.TRAIN) {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < names.size(); i++) {
                    texts.add(cells.text(i));
                }
                sample.add(texts);
            }
        });
        return sample;
    }
}
