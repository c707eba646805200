package dev.cairn.store.postgres;

import java.nio.file.Path;

/** Another process owns the data folder. */
public final class HomeInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HomeInUse(Path home, String pid) {
        super("the folder " + home + " is in use by another Cairn" + (pid.isEmpty() ? "" : " (pid " + pid + ")")
                + ": use that one, end it, or set CAIRN_HOME to another folder");
    }
}
