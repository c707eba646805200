package dev.cairn.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One transaction: SQL statements, and Hibernate over the same connection. */
final class Tx implements AutoCloseable {
    private final Connection connection;
    private final SessionFactory sessions;
    private @Nullable StatelessSession session;

    Tx(Connection connection, SessionFactory sessions) {
        this.connection = connection;
        this.sessions = sessions;
    }

    /** Hibernate on this transaction's connection. */
    StatelessSession session() {
        if (session == null) {
            session = sessions.openStatelessSession(connection);
        }
        return session;
    }

    Connection connection() {
        return connection;
    }

    int update(String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepared(sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepared(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepared(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    boolean any(String sql, @Nullable Object... arguments) throws SQLException {
        return first(sql, row -> true, arguments).isPresent();
    }

    private PreparedStatement prepared(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < arguments.length; i++) {
                bind(statement, i + 1, arguments[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(place, Types.NULL);
        } else if (value instanceof Optional<?> optional) {
            bind(statement, place, optional.orElse(null));
        } else if (value instanceof Enum<?> constant) {
            statement.setString(place, constant.name());
        } else if (value instanceof String[] texts) {
            statement.setArray(place, statement.getConnection().createArrayOf("text", texts));
        } else if (value instanceof Integer[] numbers) {
            statement.setArray(place, statement.getConnection().createArrayOf("integer", numbers));
        } else if (value instanceof Object[] ids) {
            statement.setArray(place, statement.getConnection().createArrayOf("uuid", ids));
        } else {
            statement.setObject(place, value);
        }
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
