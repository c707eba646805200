package dev.cairn.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the role of a connection may do beyond what a worker needs.
 *
 * @param readsVaultKeys whether it can find out which rows are sealed
 * @param changesStudies whether it can change what a study asks for, or delete it
 * @param changesTables whether it owns the tables, as the one that migrates them must
 */
public record Rights(boolean readsVaultKeys, boolean changesStudies, boolean changesTables) {
    private static final String ROLE = "cairn_worker";
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String ASK = """
            SELECT has_column_privilege('dataset', 'vault_key', 'SELECT'),
                has_table_privilege('study', 'DELETE') OR has_column_privilege('study', 'spec_json', 'UPDATE'),
                pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'study'::regclass), 'USAGE')""";

    private static final int MOST_NAMED = 4;

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");

    /** All but the right to use the schema, which every role has unless it was taken from all. */
    private static final Pattern GRANT =
            Pattern.compile("GRANT ((?:[A-Z]+(?: \\([^)]*\\))?(?:, )?)+) ON (?!SCHEMA)([^;]+?) TO " + ROLE + ";");

    private static final Pattern RIGHT = Pattern.compile("([A-Z]+)(?: \\(([^)]*)\\))?");

    private static final String ON_TABLE =
            "SELECT has_table_privilege(t.oid, ?) FROM (SELECT to_regclass(?) AS oid) t WHERE t.oid IS NOT NULL";

    private static final String ON_COLUMNS = """
            SELECT bool_and(has_column_privilege(a.attrelid, a.attnum, ?))
            FROM pg_attribute a WHERE a.attrelid = to_regclass(?) AND a.attname = ANY (?)""";

    /**
     * Asks the database.
     *
     * @throws SQLException when it cannot be asked, or has no tables of Cairn's yet
     */
    public static Rights of(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ASK);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Rights(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3));
        }
    }

    /**
     * What a worker needs and the role of a connection lacks, like {@code UPDATE on attempt}; of tables that there are.
     *
     * @throws SQLException when the database cannot be asked
     */
    public static List<String> missing(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        Matcher grant = GRANT.matcher(COMMENT.matcher(grants(ROLE)).replaceAll(""));
        while (grant.find()) {
            for (String table : grant.group(2).split("\\s*,\\s*", -1)) {
                Matcher right = RIGHT.matcher(grant.group(1));
                while (right.find()) {
                    Optional<String> columns = Optional.ofNullable(right.group(2));
                    if (lacks(connection, table, right.group(1), columns)) {
                        missing.add(right.group(1)
                                + columns.map(names -> " (" + names + ")").orElse("") + " on " + table);
                    }
                }
            }
        }
        return missing;
    }

    /** The first few of what is missing, and how many more there are. */
    public static String words(List<String> missing) {
        String first = String.join(", ", missing.subList(0, Math.min(MOST_NAMED, missing.size())));
        return missing.size() > MOST_NAMED ? first + " and " + (missing.size() - MOST_NAMED) + " more" : first;
    }

    private static boolean lacks(Connection connection, String table, String right, Optional<String> columns)
            throws SQLException {
        String[] names = columns.map(all -> all.split("\\s*,\\s*", -1)).orElse(new String[0]);
        try (PreparedStatement statement = connection.prepareStatement(columns.isPresent() ? ON_COLUMNS : ON_TABLE)) {
            statement.setString(1, right);
            statement.setString(2, table);
            if (columns.isPresent()) {
                statement.setArray(3, connection.createArrayOf("text", names));
            }
            try (ResultSet row = statement.executeQuery()) {
                // Nothing is said of columns that are not there yet.
                return row.next() && !row.getBoolean(1) && !row.wasNull();
            }
        }
    }

    /** Whether they are no more than a worker needs. */
    public boolean least() {
        return !readsVaultKeys && !changesStudies && !changesTables;
    }

    /**
     * The statements that give a role what a worker needs and take from it what else it has.
     *
     * @throws IllegalArgumentException when the name would need quotes
     */
    public static String grants(String role) {
        if (!NAME.matcher(role).matches()) {
            throw new IllegalArgumentException(
                    "a role's name is of lower-case letters, digits and _, and begins with none of the digits; got '"
                            + role + "'");
        }
        try (InputStream file = Rights.class.getResourceAsStream("/dev/cairn/roles/worker.sql")) {
            if (file == null) {
                throw new IllegalStateException("the program is incomplete: it lacks roles/worker.sql");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace(ROLE, role);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
