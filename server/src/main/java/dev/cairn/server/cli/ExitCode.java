package dev.cairn.server.cli;

/** What the program ends with. */
public final class ExitCode {
    public static final int OK = 0;
    /** The study that was waited for failed or was cancelled. */
    public static final int STUDY_FAILED = 1;
    /** Wrong words on the command line, or an invalid specification or dataset. */
    public static final int USAGE = 2;

    public static final int NOT_FOUND = 3;
    public static final int NOT_ALLOWED = 4;
    /** The server, the database or a file cannot be reached. */
    public static final int UNAVAILABLE = 5;
    /** The configuration is unsafe or wrong (EX_CONFIG). */
    public static final int UNSAFE_CONFIG = 78;

    private ExitCode() {}
}
