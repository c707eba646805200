package dev.cairn.server.ingest;

/** The ingestion process died, ran out of its memory or time, or could not be started: our fault, not the file's; answered with 500. */
public final class IngestFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IngestFailure(String message) {
        super(message);
    }

    public IngestFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
