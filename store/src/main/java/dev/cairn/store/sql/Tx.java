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
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * One transaction: SQL statements, and Hibernate over the same connection. Statements whose answer nobody waits for yet are sent with the next
 * one that is waited for, or with the end of the transaction, all in one journey and in the order in which they were given.
 */
final class Tx implements AutoCloseable {
    /** So many statements make one journey: more of them gain nothing and each length is prepared anew. */
    private static final int AT_ONCE = 50;

    private final Connection connection;
    private final SessionFactory sessions;
    private final List<Later<?>> unsent = new ArrayList<>();
    private @Nullable StatelessSession session;

    Tx(Connection connection, SessionFactory sessions) {
        this.connection = connection;
        this.sessions = sessions;
    }

    /** Hibernate on this transaction's connection. */
    StatelessSession session() throws SQLException {
        send();
        if (session == null) {
            session = sessions.openStatelessSession(connection);
        }
        return session;
    }

    Connection connection() throws SQLException {
        send();
        return connection;
    }

    /** A statement that is sent with the next one that is waited for, at the latest with the commit. */
    void later(String sql, @Nullable Object... arguments) throws SQLException {
        if (unsent.size() >= AT_ONCE) {
            send();
        }
        unsent.add(new Later<>(this, sql, List.of(), arguments));
    }

    /** A query that is sent with the next one that is waited for; to ask for its rows is to wait. */
    <T> Later<T> ask(String sql, Row<T> row, @Nullable Object... arguments) {
        Later<T> query = new Later<>(this, sql, List.of(row), arguments);
        unsent.add(query);
        return query;
    }

    int update(String sql, @Nullable Object... arguments) throws SQLException {
        Later<Object> change = new Later<>(this, sql, List.of(), arguments);
        unsent.add(change);
        return change.changed();
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        return ask(sql, row, arguments).rows();
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        return ask(sql, row, arguments).first();
    }

    boolean any(String sql, @Nullable Object... arguments) throws SQLException {
        return first(sql, row -> true, arguments).isPresent();
    }

    /** Commits together with what is not sent yet. */
    void commit() throws SQLException {
        if (unsent.isEmpty()) {
            connection.commit();
        } else {
            later("COMMIT");
            send();
        }
    }

    /** Sends what was put off. */
    void send() throws SQLException {
        if (unsent.isEmpty()) {
            return;
        }
        List<Later<?>> batch = List.copyOf(unsent);
        unsent.clear();
        String text = batch.stream().map(Later::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int place = 0;
            for (Later<?> each : batch) {
                for (Object argument : each.arguments()) {
                    bind(statement, ++place, argument);
                }
            }
            boolean rows = statement.execute();
            for (Later<?> each : batch) {
                each.answered(statement, rows);
                rows = statement.getMoreResults();
            }
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
