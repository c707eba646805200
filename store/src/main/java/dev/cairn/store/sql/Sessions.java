package dev.cairn.store.sql;

import dev.cairn.store.entity.Entities;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.dialect.PostgreSQLDialect;

/** Hibernate, once per process: it is handed a connection with every session and knows no database of its own. */
final class Sessions {
    private Sessions() {}

    static SessionFactory shared() {
        return Holder.FACTORY;
    }

    /**
     * Boots Hibernate against a database and compares its mapping with the tables.
     *
     * @throws org.hibernate.tool.schema.spi.SchemaManagementException when they differ
     */
    static void validate(DataSource source) {
        boot(Map.of(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, source, AvailableSettings.HBM2DDL_AUTO, "validate"))
                .close();
    }

    private static SessionFactory boot(Map<String, Object> settings) {
        Properties properties = new Properties();
        properties.put(AvailableSettings.DIALECT, PostgreSQLDialect.class.getName());
        properties.put(AvailableSettings.JDBC_TIME_ZONE, "UTC");
        properties.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, false);
        properties.put(AvailableSettings.STATEMENT_BATCH_SIZE, 50);
        // What is not used is not booted: it counts in the time until the server answers.
        properties.put(AvailableSettings.XML_MAPPING_ENABLED, false);
        properties.put(AvailableSettings.JAKARTA_VALIDATION_MODE, "none");
        properties.put(AvailableSettings.STATIC_METAMODEL_POPULATION, "disabled");
        properties.putAll(settings);
        Configuration configuration = new Configuration().addProperties(properties);
        Entities.ALL.forEach(configuration::addAnnotatedClass);
        return configuration.buildSessionFactory();
    }

    private static final class Holder {
        static final SessionFactory FACTORY = boot(Map.of(AvailableSettings.ALLOW_METADATA_ON_BOOT, false));
    }
}
