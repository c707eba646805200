package dev.cairn.server.spec.form;

import java.util.Optional;

/**
 * One thing that is wrong with a document, and where.
 *
 * @param pointer JSON pointer as a URI fragment: {@code #/space/lr/float/0}
 * @param line from 1
 * @param column from 1
 * @param code stable, for programs
 * @param detail for people: the rule and the value
 * @param hint what to do about it, when there is something useful to say
 */
public record Fault(String pointer, int line, int column, Code code, String detail, Optional<String> hint) {
    /** The kinds of faults. */
    public enum Code {
        SYNTAX("syntax"),
        UNKNOWN_FIELD("unknown-field"),
        MISSING_FIELD("missing-field"),
        WRONG_TYPE("wrong-type"),
        OUT_OF_RANGE("out-of-range"),
        UNKNOWN_NAME("unknown-name"),
        DUPLICATE("duplicate"),
        CONFLICT("conflict"),
        NOT_AVAILABLE("not-available"),
        UNFIT_DATA("unfit-data");

        private final String wireName;

        Code(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public Fault {
        if (!pointer.startsWith("#") || line < 1 || column < 1 || detail.isBlank()) {
            throw new IllegalArgumentException(
                    "a fault needs a place and a detail, got %s:%d:%d '%s'".formatted(pointer, line, column, detail));
        }
    }

    public Fault(Place place, Code code, String detail, Optional<String> hint) {
        this(place.pointer(), place.line(), place.column(), code, detail, hint);
    }

    @Override
    public String toString() {
        return "%s (line %d, column %d): %s%s"
                .formatted(pointer, line, column, detail, hint.map(h -> " " + h).orElse(""));
    }
}
