package dev.cairn.search;

/** The caller's fault: a space, a value, an expression or a history that cannot be. The message names the field, the rule and the value. */
public final class InvalidSearch extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidSearch(String message) {
        super(message);
    }
}
