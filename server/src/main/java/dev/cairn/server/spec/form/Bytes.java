package dev.cairn.server.spec.form;

/** A size. */
public record Bytes(long count) {
    public Bytes {
        if (count < 1) {
            throw new IllegalArgumentException("a size is at least one byte, got " + count);
        }
    }
}
