package dev.cairn.server.config;

import dev.cairn.server.config.CairnConfig.Artifacts;
import dev.cairn.server.config.CairnConfig.ExternalDatabase;
import dev.cairn.server.config.CairnConfig.TrialLimits;
import dev.cairn.store.blob.S3Settings;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;

/** Reads the configuration from {@code $CAIRN_HOME/cairn.properties} and the environment, which wins. */
public final class ConfigReader {
    /** Variables that start with CAIRN_ and belong to the launcher or to the command line's client side. */
    private static final Set<String> CLIENT_VARIABLES =
            Set.of("CAIRN_URL", "CAIRN_TOKEN", "CAIRN_NO_BUILD", "CAIRN_NO_REHEARSAL", "CAIRN_JAVA_OPTS");

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    private ConfigReader() {}

    /**
     * The configuration that holds for this process.
     *
     * @throws InvalidConfig naming the key, the rule and the value, when a key is unknown or a value breaks a rule
     */
    public static CairnConfig read(Map<String, String> environment) {
        ConfigReader reader = new ConfigReader();
        Path home = home(environment);
        reader.addFile(home.resolve("cairn.properties"));
        reader.addEnvironment(environment);
        return reader.config(home);
    }

    /** The folder that {@code CAIRN_HOME} names, or {@code ~/.cairn}. */
    public static Path home(Map<String, String> environment) {
        String named = environment.getOrDefault(Setting.HOME.variable(), "");
        return (named.isBlank() ? Path.of(System.getProperty("user.home"), ".cairn") : Path.of(named))
                .toAbsolutePath()
                .normalize();
    }

    private void addFile(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidConfig("cannot read " + file + ": " + e.getMessage());
        }
        for (String key : properties.stringPropertyNames()) {
            Setting setting = Setting.ofProperty(key)
                    .filter(known -> known != Setting.HOME)
                    .orElseThrow(() -> new InvalidConfig(
                            "unknown key '" + key + "' in " + file + "; known are " + Setting.properties()));
            values.put(setting, properties.getProperty(key).strip());
        }
    }

    private void addEnvironment(Map<String, String> environment) {
        environment.forEach((variable, value) -> {
            if (!variable.startsWith("CAIRN_") || CLIENT_VARIABLES.contains(variable)) {
                return;
            }
            Setting setting = Setting.ofVariable(variable)
                    .orElseThrow(() -> new InvalidConfig("unknown variable '" + variable
                            + "' in the environment; known are " + Setting.variables()));
            if (!value.isBlank()) {
                values.put(setting, value.strip());
            }
        });
    }

    private CairnConfig config(Path home) {
        TrialLimits trial = new TrialLimits(
                get(Setting.TRIAL_HEAP, Units::bytes).orElse(256L << 20),
                get(Setting.TRIAL_MEMORY, Units::bytes).orElse(2L << 30),
                get(Setting.TRIAL_TIME, Units::duration).orElse(Duration.ofHours(1)),
                get(Setting.TRIAL_IDLE, Units::duration).orElse(Duration.ofSeconds(60)));
        return new CairnConfig(
                home,
                get(Setting.HOST, ConfigReader::loopback).orElse("127.0.0.1"),
                get(Setting.PORT, text -> whole(text, 0, 65_535))
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                database(),
                artifacts(home),
                get(Setting.UPLOAD_QUOTA, Units::bytes).orElse(512L << 20),
                get(Setting.SLOTS, text -> whole(text, 1, 1024))
                        .orElse(Runtime.getRuntime().availableProcessors()),
                get(Setting.QUEUES, QueueOffer::parseAll).orElse(List.of(QueueOffer.of("cpu", OptionalInt.empty()))),
                get(Setting.SIMULATED_GPUS, ConfigReader::sizes),
                get(Setting.PROJECTS, ProjectLimits::parseAll).orElse(List.of()),
                get(Setting.PRICES, ProjectLimits::prices).orElse(Map.of()),
                trial);
    }

    private Artifacts artifacts(Path home) {
        Optional<String> place = get(Setting.ARTIFACTS, Function.identity());
        Duration grace = get(Setting.GC_GRACE, Units::duration).orElse(Duration.ofHours(1));
        if (place.filter(S3Settings::names).isEmpty()) {
            Path folder = place.map(text -> Path.of(text).toAbsolutePath().normalize())
                    .orElse(home.resolve("artifacts"));
            return new Artifacts(folder, Optional.empty(), grace);
        }
        Optional<URI> endpoint = get(Setting.S3_ENDPOINT, ConfigReader::address);
        String region = get(Setting.S3_REGION, Function.identity()).orElse("us-east-1");
        Optional<Path> credentials = get(Setting.S3_CREDENTIALS_FILE, ConfigReader::readableFile);
        S3Settings bucket = get(Setting.ARTIFACTS, text -> S3Settings.of(text, endpoint, region, credentials))
                .orElseThrow();
        return new Artifacts(home.resolve("cache").resolve("artifacts"), Optional.of(bucket), grace);
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        if (address.getHost() == null || !Set.of("http", "https").contains(address.getScheme())) {
            throw new InvalidConfig("expected an address like https://storage.example, got '" + text + "'");
        }
        return address;
    }

    private Optional<ExternalDatabase> database() {
        Optional<String> host = get(Setting.DB_HOST, Function.identity());
        if (host.isEmpty()) {
            for (Setting orphan : Set.of(Setting.DB_PORT, Setting.DB_NAME, Setting.DB_USER, Setting.DB_PASSWORD_FILE)) {
                if (values.containsKey(orphan)) {
                    throw new InvalidConfig(orphan.variable() + " is set but " + Setting.DB_HOST.variable()
                            + " is not: without a host the embedded PostgreSQL is used");
                }
            }
            return Optional.empty();
        }
        return Optional.of(new ExternalDatabase(
                host.get(),
                get(Setting.DB_PORT, text -> whole(text, 1, 65_535)).orElse(5432),
                get(Setting.DB_NAME, Function.identity()).orElse("cairn"),
                get(Setting.DB_USER, Function.identity()).orElse("cairn"),
                get(Setting.DB_PASSWORD_FILE, ConfigReader::readableFile)));
    }

    private <T> Optional<T> get(Setting setting, Function<String, T> parse) {
        String text = values.get(setting);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfig(setting.variable() + ": " + e.getMessage());
        }
    }

    private static List<Long> sizes(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(size -> !size.isBlank() && !size.strip().equals("none"))
                .map(Units::bytes)
                .toList();
    }

    private static String loopback(String host) {
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return host;
            }
        } catch (UnknownHostException e) {
            throw new InvalidConfig("cannot resolve '" + host + "'");
        }
        throw new InvalidConfig(
                "this version has no tokens, so it listens on loopback addresses only; got '" + host + "'");
    }

    private static Path readableFile(String text) {
        Path file = Path.of(text).toAbsolutePath().normalize();
        if (!Files.isReadable(file)) {
            throw new InvalidConfig("cannot read the file '" + file + "'");
        }
        return file;
    }

    private static int whole(String text, int low, int high) {
        try {
            int number = Integer.parseInt(text);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidConfig("expected a whole number, got '" + text + "'");
        }
        throw new InvalidConfig("expected a whole number from " + low + " to " + high + ", got " + text);
    }
}
