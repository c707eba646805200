package dev.cairn.store.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a database that is away, which comes back, from one that refuses what it is asked. */
public final class Outage {
    /** SQLSTATE classes: connection failure, resources of the server used up, server shutting down or starting. */
    private static final List<String> AWAY = List.of("08", "53", "57P");

    private Outage() {}

    /** A failure without a state comes from the pool: it has no connection to lend, or is closed. */
    public static boolean is(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.isEmpty()
                || e instanceof SQLTransientConnectionException
                || AWAY.stream().anyMatch(state::startsWith);
    }

    /** The outage that a failure of somebody else's code came from, if one did. */
    static Optional<SQLException> behind(Throwable failure) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, cause -> cause.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(Outage::is)
                .findFirst();
    }
}
