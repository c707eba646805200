package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * DuckDB in memory, bounded, and shut off from everything but the work folder and the tables it is given. Its tables have columns {@code c0},
 * {@code c1}, … in file order, because names in SQL ignore case and names in files do not.
 */
final class Database implements AutoCloseable {
    /** One row of a query. */
    @FunctionalInterface
    interface RowVisitor {
        void row(ResultSet row) throws SQLException, IOException;
    }

    /**
     * Facts of a column that need all its values. Least and greatest are NaN for labels and for columns without a value.
     *
     * @param labels all there are, when they are few enough to ask whether they ascend
     */
    record Extent(long distinct, double least, double greatest, List<String> labels) {}

    private static final int COLUMNS_A_QUERY = 100;
    /** Different values of so many cells are held at a time. */
    private static final long CELLS_A_QUERY = 3_000_000;
    /** Counted exactly below; above, the estimate is good enough to say "many". */
    private static final long EXACT_UP_TO = 2500;

    private final Connection connection;
    private final Map<Path, RowSource> sources;

    private Database(Connection connection, Map<Path, RowSource> sources) {
        this.connection = connection;
        this.sources = sources;
    }

    static Database open(Path workFolder, List<Path> tables, IngestJob.Limits limits) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '" + limits.databaseBytes() / 1024 + "KiB'");
            statement.execute("SET threads = " + limits.threads());
            statement.execute("SET temp_directory = " + quoted(workFolder.resolve("spill")));
            statement.execute("SET allowed_directories = [" + quoted(workFolder) + "]");
            statement.execute("SET allowed_paths = ["
                    + tables.stream().map(Database::quoted).collect(Collectors.joining(", ")) + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
            return new Database(connection, new ConcurrentHashMap<>());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The same database for another thread. */
    Database beside() throws SQLException {
        return new Database(connection.unwrap(DuckDBConnection.class).duplicate(), sources);
    }

    /** A column of a file with types. */
    record Field(String name, String type) {}

    /** The columns of a Parquet file in its work folder. */
    List<Field> fields(Path file) throws SQLException {
        List<Field> fields = new ArrayList<>();
        query(
                "DESCRIBE SELECT * FROM " + reading(file),
                row -> fields.add(new Field(row.getString(1), row.getString(2))));
        return fields;
    }

    /** Visits the rows of a Parquet file with all values as text, times in ISO form. */
    void texts(Path file, List<Field> fields, RowVisitor visitor) throws SQLException {
        String wanted = fields.stream().map(Database::text).collect(Collectors.joining(", "));
        query("SELECT " + wanted + " FROM " + reading(file), visitor);
    }

    private static String text(Field field) {
        String column = '"' + field.name().replace("\"", "\"\"") + '"';
        return field.type().startsWith("TIMESTAMP")
                ? "strftime(" + column + "::TIMESTAMP, '%Y-%m-%dT%H:%M:%S')"
                : column + "::VARCHAR";
    }

    /** Turns a clean copy into a table and tells how many rows it has. */
    long store(Path clean, List<ColumnKind> kinds, Path table) throws SQLException {
        String columns = IntStream.range(0, kinds.size())
                .mapToObj(i -> "'c" + i + "': '" + type(kinds.get(i)) + "'")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("COPY (SELECT * FROM read_csv(" + quoted(clean) + ", columns = {" + columns
                    + "}, auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n',"
                    + " nullstr = '', strict_mode = true, null_padding = false, ignore_errors = false)) TO "
                    + quoted(table) + " (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    private static String type(ColumnKind kind) {
        return switch (kind) {
            case NUMERIC -> "DOUBLE";
            case PIXEL -> "UTINYINT";
            case CATEGORICAL, ORDINAL, BOOLEAN, DATETIME, TEXT, IDENTIFIER -> "VARCHAR";
        };
    }

    /**
     * Counts different values, exactly where it matters: few of them, or nearly one per row.
     *
     * @param mayIdentify columns that are identifiers when no value repeats
     */
    List<Extent> extents(Path table, List<ColumnKind> kinds, long rows, IntPredicate mayIdentify) throws SQLException {
        List<Extent> extents = new ArrayList<>();
        for (int from = 0; from < kinds.size(); from += COLUMNS_A_QUERY) {
            int to = Math.min(kinds.size(), from + COLUMNS_A_QUERY);
            extents.addAll(extents(table, kinds, from, to));
        }
        List<Integer> exactly = IntStream.range(0, extents.size())
                .filter(i -> extents.get(i).distinct() <= EXACT_UP_TO
                        || (extents.get(i).distinct() >= 0.8 * rows && mayIdentify.test(i)))
                .boxed()
                .toList();
        int atOnce = (int) Math.max(1, Math.min(COLUMNS_A_QUERY, CELLS_A_QUERY / Math.max(1, rows)));
        for (int from = 0; from < exactly.size(); from += atOnce) {
            countExactly(table, exactly.subList(from, Math.min(exactly.size(), from + atOnce)), extents);
        }
        for (int i = 0; i < extents.size(); i++) {
            if (Judge.mayAscend(kinds.get(i), extents.get(i))) {
                Extent few = extents.get(i);
                extents.set(i, new Extent(few.distinct(), few.least(), few.greatest(), labels(table, i)));
            }
        }
        return extents;
    }

    private List<Extent> extents(Path table, List<ColumnKind> kinds, int from, int to) throws SQLException {
        String wanted = IntStream.range(from, to)
                .mapToObj(i -> {
                    boolean number = kinds.get(i) == ColumnKind.NUMERIC || kinds.get(i) == ColumnKind.PIXEL;
                    String ends = number ? "min(c" + i + ")::DOUBLE, max(c" + i + ")::DOUBLE" : "NULL, NULL";
                    return "least(approx_count_distinct(c" + i + "), count(c" + i + ")), " + ends;
                })
                .collect(Collectors.joining(", "));
        List<Extent> extents = new ArrayList<>();
        query("SELECT " + wanted + " FROM " + reading(table), row -> {
            for (int i = 0; i < to - from; i++) {
                extents.add(
                        new Extent(row.getLong(3 * i + 1), number(row, 3 * i + 2), number(row, 3 * i + 3), List.of()));
            }
        });
        return extents;
    }

    private List<String> labels(Path table, int column) throws SQLException {
        List<String> labels = new ArrayList<>();
        query(
                "SELECT DISTINCT c" + column + " FROM " + reading(table) + " WHERE c" + column
                        + " IS NOT NULL ORDER BY 1",
                row -> labels.add(row.getString(1)));
        return labels;
    }

    private void countExactly(Path table, List<Integer> columns, List<Extent> extents) throws SQLException {
        String wanted = columns.stream().map(i -> "count(DISTINCT c" + i + ")").collect(Collectors.joining(", "));
        query("SELECT " + wanted + " FROM " + reading(table), row -> {
            for (int i = 0; i < columns.size(); i++) {
                Extent about = extents.get(columns.get(i));
                extents.set(
                        columns.get(i),
                        new Extent(row.getLong(i + 1), about.least(), about.greatest(), about.labels()));
            }
        });
    }

    /** How the rows of a table are fetched, worked out once. */
    RowSource source(Path table, TableSchema schema) throws SQLException {
        RowSource known = sources.get(table);
        return known == null ? prepare(table, schema, RowSource.LARGE) : known;
    }

    /** Works out how the rows of a table are fetched, with what is a large one. */
    RowSource prepare(Path table, TableSchema schema, long large) throws SQLException {
        RowSource source = RowSource.of(this, table, schema, "t" + sources.size(), large);
        sources.put(table, source);
        return source;
    }

    /**
     * Numbers the labels of a column, as a type.
     *
     * @param from what to read
     * @param type the name of the type
     */
    Dictionary dictionary(String from, int column, String type) throws SQLException {
        execute("CREATE TYPE " + type + " AS ENUM (SELECT DISTINCT c" + column + " FROM " + from + " WHERE c" + column
                + " IS NOT NULL ORDER BY 1)");
        List<String> labels = new ArrayList<>();
        query("SELECT unnest(enum_range(NULL::" + type + "))::VARCHAR", row -> labels.add(row.getString(1)));
        return new Dictionary(labels);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What to read a stored table from. */
    static String reading(Path table) {
        return "read_parquet(" + quoted(table) + ")";
    }

    void query(String sql, RowVisitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                visitor.row(result);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double number(ResultSet row, int index) throws SQLException {
        double value = row.getDouble(index);
        return row.wasNull() ? Double.NaN : value;
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
