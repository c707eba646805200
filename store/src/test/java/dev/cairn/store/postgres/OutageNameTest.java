package dev.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

/** What is said of tables that could not be brought up to date. */
class OutageNameTest {
    private static final PostgresSettings SETTINGS = new PostgresSettings("db", 5432, "cairn", "cairn", "secret");

    @Test
    void a_connection_that_is_lost_in_a_migration_is_not_called_a_wrong_version() {
        for (SQLException away : new SQLException[] {
            new SQLException("terminating connection due to administrator command", "57P01"),
            new SQLException("An I/O error occurred while sending to the backend", "08006"),
            new SQLTransientConnectionException("cairn - Connection is not available", "08001")
        }) {
            assertThat(said(new FlywayException("Unable to obtain connection", new IllegalStateException(away))))
                    .contains("the connection to", "was lost", String.valueOf(away.getMessage()), "start again")
                    .doesNotContain("do not fit");
        }
    }

    @Test
    void a_statement_that_is_refused_is_about_the_tables() {
        assertThat(said(new FlywayException("V001 failed", new SQLException("syntax error", "42601"))))
                .contains("do not fit this program", "V001 failed");
        assertThat(said(new FlywayException("Detected applied migration not resolved locally: 999")))
                .contains("do not fit this program", "999");
    }

    private static String said(FlywayException failure) {
        return String.valueOf(Database.notMigrated(SETTINGS, failure).getMessage());
    }
}
