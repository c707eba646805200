package dev.cairn.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every key of the configuration. In the environment a key is {@code CAIRN_} and its name ({@code CAIRN_DB_HOST}); in
 * {@code $CAIRN_HOME/cairn.properties} it is the name in lower case with dots ({@code db.host}). The environment wins.
 */
public enum Setting {
    HOME("folder of everything Cairn keeps", "~/.cairn"),
    HOST("address to listen on; this version accepts loopback addresses only", "127.0.0.1"),
    PORT("port to listen on; when it is not set and 8080 is taken, the next free one up to 8099", "8080"),
    DB_HOST("host of a PostgreSQL of your own; without it an embedded one is started", "embedded"),
    DB_PORT("its port", "5432"),
    DB_NAME("its database", "cairn"),
    DB_USER("its user", "cairn"),
    DB_PASSWORD_FILE("file that holds the password and nothing else", "none"),
    ARTIFACTS(
            "where datasets, checkpoints and predictions are kept: a folder, or s3://BUCKET/PREFIX",
            "$CAIRN_HOME/artifacts"),
    S3_ENDPOINT("address of an S3-compatible storage that is not Amazon's", "Amazon's"),
    S3_REGION("its region", "us-east-1"),
    S3_CREDENTIALS_FILE(
            "file of profiles in the format of Amazon's tools, of which 'default' is used", "the usual places"),
    GC_GRACE("age before which a file that nothing names is not deleted, a duration", "1h"),
    UPLOAD_QUOTA("largest upload, a size", "512MiB"),
    SLOTS("trials at the same time on this machine's cpu queue", "number of cores"),
    QUEUES("queues that a worker here serves, as NAME=SLOTSxMEMORY@GPUS", "cpu"),
    SIMULATED_GPUS("memory of GPUs to pretend, to try queues out; their trials compute on the CPU", "none"),
    PROJECTS("quotas of projects: trials at once, slot hours in a month, weight of its share", "none"),
    PRICES("money for an hour of a slot, by queue, for budgets of money", "none"),
    TRIAL_HEAP("Java heap of a trial process, a size", "256MiB"),
    TRIAL_MEMORY("resident memory of a trial process, natives included, before it is stopped, a size", "2GiB"),
    TRIAL_TIME("wall time of one trial before it is stopped, a duration", "1h"),
    TRIAL_IDLE("time after which an idle trial process is retired, a duration", "60s");

    private static final String PREFIX = "CAIRN_";

    private final String meaning;
    private final String standard;

    Setting(String meaning, String standard) {
        this.meaning = meaning;
        this.standard = standard;
    }

    /** What the key means, for {@code cairn doctor} and the README's table. */
    public String meaning() {
        return meaning;
    }

    /** The value that holds when the key is not set, in words. */
    public String standard() {
        return standard;
    }

    /** The key's name in the environment. */
    public String variable() {
        return PREFIX + name();
    }

    /** The key's name in the file. */
    public String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }

    static Optional<Setting> ofProperty(String property) {
        return Arrays.stream(values())
                .filter(setting -> setting.property().equals(property))
                .findFirst();
    }

    static String properties() {
        return Arrays.stream(values())
                .filter(setting -> setting != HOME)
                .map(Setting::property)
                .collect(Collectors.joining(", "));
    }

    static String variables() {
        return Arrays.stream(values()).map(Setting::variable).collect(Collectors.joining(", "));
    }
}
