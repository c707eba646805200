package dev.cairn.server.config;

/** The configuration breaks a rule; the message names the key, the rule and the value. Start-up ends with exit code 78. */
public final class InvalidConfig extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidConfig(String message) {
        super(message);
    }
}
