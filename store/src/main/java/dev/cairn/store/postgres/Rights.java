package dev.cairn.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
