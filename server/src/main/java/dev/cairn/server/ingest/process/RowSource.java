package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the rows of a stored table are fetched from. A large table is read several times, and fetching its labels one by one would take most of
 * that: columns of not too many labels are fetched as numbers, and those and the columns of numbers from the database's memory, if they fit.
 */
final class RowSource {
    /** Below, what is prepared costs more than it saves. */
    static final long LARGE = 20_000;

    private static final long MOST_LABELS = 65_536;
    /** Labels that hardly repeat are better fetched as they are. */
    private static final int FEWEST_REPEATS = 4;

    private static final long MOST_BYTES = 192L << 20;

    private final String file;
    private final String name;
    private final Map<Integer, Dictionary> dictionaries;
    private final Set<Integer> inMemory;

    private RowSource(String file, String name, Map<Integer, Dictionary> dictionaries, Set<Integer> inMemory) {
        this.file = file;
        this.name = name;
        this.dictionaries = dictionaries;
        this.inMemory = inMemory;
    }

    /**
     * A source of a table.
     *
     * @param name begins the names of what is made in the database
     * @param large rows from which on something is prepared for it
     */
    static RowSource of(Database database, Path table, TableSchema schema, String name, long large)
            throws SQLException {
        String file = Database.reading(table);
        if (schema.rows() < large) {
            return new RowSource(file, name, Map.of(), Set.of());
        }
        List<ColumnSchema> columns =
                schema.columns().subList(0, database.fields(table).size());
        Map<Integer, Dictionary> dictionaries = new HashMap<>();
        Set<Integer> narrow = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            long distinct = columns.get(i).distinct();
            if (columns.get(i).storedAsNumber()) {
                narrow.add(i);
            } else if (distinct > 0 && distinct <= Math.min(MOST_LABELS, schema.rows() / FEWEST_REPEATS)) {
                dictionaries.put(i, database.dictionary(file, i, type(name, i)));
                narrow.add(i);
            }
        }
        boolean fits = bytes(columns, narrow, dictionaries) * schema.rows() <= MOST_BYTES;
        if (!fits || narrow.isEmpty()) {
            return new RowSource(file, name, dictionaries, Set.of());
        }
        String wanted = narrow.stream()
                .sorted()
                .map(i -> dictionaries.containsKey(i) ? "c" + i + "::" + type(name, i) + " AS c" + i : "c" + i)
                .collect(Collectors.joining(", "));
        database.execute("CREATE TABLE " + name + " AS SELECT " + wanted + " FROM " + file);
        return new RowSource(file, name, dictionaries, narrow);
    }

    /** The numbers of a column's labels; empty when they are fetched as they are. */
    Optional<Dictionary> dictionary(int place) {
        return Optional.ofNullable(dictionaries.get(place));
    }

    /** A query of these columns for all rows in file order: a missing number is NaN, a missing label of a dictionary its number for that. */
    String select(List<Integer> places, List<ColumnSchema> columns) {
        boolean held = inMemory.containsAll(places);
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            String column = "c" + places.get(i);
            if (columns.get(i).storedAsNumber()) {
                wanted.add("COALESCE(" + column + "::DOUBLE, 'NaN'::DOUBLE)");
            } else if (dictionaries.containsKey(places.get(i))) {
                String label = held ? column : column + "::" + type(name, places.get(i));
                wanted.add("COALESCE(enum_code(" + label + ")::INTEGER, " + Dictionary.MISSING + ")");
            } else {
                wanted.add(column);
            }
        }
        return "SELECT " + String.join(", ", wanted) + " FROM " + (held ? name : file);
    }

    private static String type(String name, int column) {
        return name + "_c" + column;
    }

    /** Bytes of a row in memory. */
    private static long bytes(List<ColumnSchema> columns, Set<Integer> narrow, Map<Integer, Dictionary> dictionaries) {
        return narrow.stream()
                .mapToLong(i -> dictionaries.containsKey(i)
                        ? Integer.BYTES
                        : columns.get(i).kind() == ColumnKind.PIXEL ? 1 : Double.BYTES)
                .sum();
    }
}
