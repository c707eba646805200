package dev.cairn.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.store.postgres.PostgresExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NamedFilesTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void every_column_that_names_a_file_keeps_it_from_being_collected() throws SQLException {
        String columns = """
                SELECT table_name, column_name FROM information_schema.columns
                WHERE table_schema = 'public' AND data_type = 'text'
                  AND (column_name LIKE '%\\_sha' OR column_name LIKE '%sha256%' OR column_name = 'predictions')""";
        try (Connection connection = POSTGRES.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(columns)) {
            int found = 0;
            while (rows.next()) {
                found++;
                assertThat(SqlBlobReferences.NAMED_FILES)
                        .contains("SELECT " + rows.getString(2) + " FROM " + rows.getString(1));
            }
            assertThat(found).isGreaterThanOrEqualTo(6);
        }
    }
}
