package dev.cairn.server.trial;

import java.io.IOException;

/** The other side of the channel said something that is no frame of ours; the channel cannot be trusted any more. */
final class MalformedFrame extends IOException {
    private static final long serialVersionUID = 1;

    MalformedFrame(String message) {
        super(message);
    }

    MalformedFrame(String message, Throwable cause) {
        super(message, cause);
    }
}
