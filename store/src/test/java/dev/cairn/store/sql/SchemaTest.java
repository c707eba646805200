package dev.cairn.store.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.store.postgres.DatabaseFailure;
import dev.cairn.store.postgres.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void the_mapping_fits_the_migrated_tables_and_drift_is_found() throws SQLException {
        var source = POSTGRES.database().dataSource();
        assertThatCode(() -> Sessions.validate(source)).doesNotThrowAnyException();
        execute("ALTER TABLE trial ALTER COLUMN losses TYPE text USING losses::text");
        assertThatThrownBy(() -> Sessions.validate(source))
                .isInstanceOf(SchemaManagementException.class)
                .hasMessageContaining("losses");
    }

    @Test
    void tables_of_a_later_release_are_refused() throws SQLException {
        POSTGRES.database().migrate();
        execute("""
                INSERT INTO flyway_schema_history
                    (installed_rank, version, description, type, script, installed_by, execution_time, success)
                VALUES (1000, '999', 'later', 'SQL', 'V999__later.sql', 'cairn', 1, true)""");
        assertThatThrownBy(() -> POSTGRES.database().migrate())
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("999");
        execute("DELETE FROM flyway_schema_history WHERE installed_rank = 1000");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = POSTGRES.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
