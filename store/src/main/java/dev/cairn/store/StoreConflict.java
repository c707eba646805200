package dev.cairn.store;

import java.util.List;

/** The request contradicts what is stored: a name that is taken, a record in use, a change that its state forbids. */
public final class StoreConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreConflict(String message) {
        super(message);
    }

    public StoreConflict(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * What is in use can not go.
     *
     * @param users names of studies; of many, some
     */
    public static StoreConflict inUse(String what, List<String> users) {
        List<String> shown = users.subList(0, Math.min(5, users.size()));
        return new StoreConflict((users.size() == 1 ? "a study uses " : "studies use ") + what + ": '"
                + String.join("', '", shown) + "'" + (users.size() > shown.size() ? ", …" : "")
                + "; delete " + (users.size() == 1 ? "it" : "them") + " first");
    }
}
