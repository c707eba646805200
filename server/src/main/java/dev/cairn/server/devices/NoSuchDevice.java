package dev.cairn.server.devices;

/** This machine lacks what a queue needs, or a queue asks for more than there is; the message says so. */
public final class NoSuchDevice extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchDevice(String message) {
        super(message);
    }
}
