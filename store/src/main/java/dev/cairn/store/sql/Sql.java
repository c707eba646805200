package dev.cairn.store.sql;

import dev.cairn.store.StoreConflict;
import dev.cairn.store.StoreUnavailable;
import dev.cairn.store.postgres.Outage;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.HibernateException;
import org.hibernate.JDBCException;
import org.hibernate.SessionFactory;

/** Runs work in transactions, and names the three ways in which a database says no: away, conflict, defect. */
final class Sql {
    /** A deadlock is broken by the database and the work done again; more often than this it is a defect. */
    private static final int TRIES = 4;

    private final SessionFactory sessions;
    private final DataSource source;

    Sql(SessionFactory sessions, DataSource source) {
        this.sessions = sessions;
        this.source = source;
    }

    /** Runs in one transaction, again if the database broke it off for another. */
    <T> T in(Work<T> work) {
        return guarded(() -> once(work));
    }

    /** The same where what is answered is read from the answers that come with the commit. */
    <T> T whole(Work<Answer<T>> work) {
        return guarded(() -> once(work).read());
    }

    /** Runs one statement, which needs no transaction around it. */
    <T> T one(Work<T> work) {
        return guarded(() -> {
            try (Connection connection = source.getConnection();
                    Tx tx = new Tx(connection, sessions)) {
                return work.run(tx);
            }
        });
    }

    private <T> T guarded(Answer<T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return work.read();
            } catch (SQLException e) {
                if (tried >= TRIES || !brokenOff(e)) {
                    throw named(e);
                }
            } catch (JDBCException e) {
                if (tried >= TRIES || !brokenOff(e.getSQLException())) {
                    throw named(e.getSQLException());
                }
            }
        }
    }

    /** The pool gives every connection back to its next user with the settings it began with. */
    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Tx tx = new Tx(connection, sessions)) {
                T result = work.run(tx);
                tx.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static boolean brokenOff(SQLException e) {
        String state = state(e);
        return state.equals("40001") || state.equals("40P01");
    }

    static RuntimeException named(SQLException e) {
        if (Outage.is(e)) {
            return new StoreUnavailable("the database does not answer: " + e.getMessage(), e);
        }
        if (state(e).startsWith("23")) {
            return new StoreConflict("the database refuses the change: " + e.getMessage(), e);
        }
        return new HibernateException("the database refuses a statement of ours: " + e.getMessage(), e);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /** What is read once its transaction has committed. */
    @FunctionalInterface
    interface Answer<T> {
        T read() throws SQLException;
    }

    /** What runs in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Tx tx) throws SQLException;
    }
}
