package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void ownHome() {
        environment.put("CAIRN_HOME", home.toString());
    }

    @Test
    void an_empty_environment_gives_the_defaults() {
        CairnConfig config = ConfigReader.read(environment);
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEmpty();
        assertThat(config.database()).isEmpty();
        assertThat(config.uploadQuotaBytes()).isEqualTo(512L << 20);
        assertThat(config.artifacts().folder()).isEqualTo(home.resolve("artifacts"));
        assertThat(config.artifacts().bucket()).isEmpty();
        assertThat(config.trial().time()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void the_environment_wins_over_the_file() throws IOException {
        Files.writeString(home.resolve("cairn.properties"), "port = 9000\nslots = 3\n");
        environment.put("CAIRN_PORT", "9001");
        CairnConfig config = ConfigReader.read(environment);
        assertThat(config.port()).hasValue(9001);
        assertThat(config.slots()).isEqualTo(3);
    }

    @Test
    void an_unknown_key_in_the_file_stops_the_start() throws IOException {
        Files.writeString(home.resolve("cairn.properties"), "prot = 9000\n");
        assertThatThrownBy(() -> ConfigReader.read(environment))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("prot")
                .hasMessageContaining("port");
    }

    @Test
    void an_unknown_variable_stops_the_start() {
        environment.put("CAIRN_SLOT", "2");
        assertThatThrownBy(() -> ConfigReader.read(environment)).hasMessageContaining("CAIRN_SLOT");
    }

    @Test
    void artifacts_may_be_in_a_bucket_with_copies_on_this_machine() {
        environment.put("CAIRN_ARTIFACTS", "s3://models/team/a");
        environment.put("CAIRN_S3_ENDPOINT", "http://127.0.0.1:9000");
        CairnConfig.Artifacts artifacts = ConfigReader.read(environment).artifacts();
        assertThat(artifacts.bucket().orElseThrow().bucket()).isEqualTo("models");
        assertThat(artifacts.bucket().orElseThrow().prefix()).isEqualTo("team/a");
        assertThat(artifacts.folder()).startsWithRaw(home);
    }

    @Test
    void database_settings_without_a_host_are_a_mistake() {
        environment.put("CAIRN_DB_PORT", "5433");
        assertThatThrownBy(() -> ConfigReader.read(environment)).hasMessageContaining("CAIRN_DB_HOST");
    }

    @ParameterizedTest
    @CsvSource({
        "CAIRN_HOST, 0.0.0.0, loopback",
        "CAIRN_PORT, 70000, 65535",
        "CAIRN_PORT, http, whole number",
        "CAIRN_SLOTS, 0, from 1",
        "CAIRN_UPLOAD_QUOTA, much, size",
        "CAIRN_TRIAL_TIME, -1h, duration",
        "CAIRN_ARTIFACTS, s3://B, bucket"
    })
    void a_bad_value_names_key_rule_and_value(String variable, String value, String rule) {
        environment.put(variable, value);
        assertThatThrownBy(() -> ConfigReader.read(environment))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining(variable)
                .hasMessageContaining(value)
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @CsvSource({"512MiB, 536870912", "8GB, 8000000000", "4096, 4096", "1.5 KiB, 1536"})
    void sizes_are_read_in_binary_and_decimal_units(String text, long bytes) {
        assertThat(Units.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"90s, 90000", "15m, 900000", "2h, 7200000", "250ms, 250", "1d, 86400000"})
    void durations_are_read_in_the_usual_units(String text, long millis) {
        assertThat(Units.duration(text)).isEqualTo(Duration.ofMillis(millis));
    }
}
