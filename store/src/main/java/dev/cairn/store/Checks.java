package dev.cairn.store;

/** The checks that the records of this package share. */
final class Checks {
    private Checks() {}

    static void that(boolean holds, String field, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(field + " " + rule + ", got " + value);
        }
    }

    static void notBlank(String field, String value) {
        that(!value.isBlank(), field, "must not be blank", "'" + value + "'");
    }

    static void sha256(String field, String value) {
        that(value.matches("[0-9a-f]{64}"), field, "is a SHA-256 in lower-case hex", "'" + value + "'");
    }
}
