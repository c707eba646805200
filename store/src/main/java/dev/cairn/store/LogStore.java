package dev.cairn.store;

import java.util.Optional;

/** The end of what each attempt printed. */
public interface LogStore {
    /** What is kept of one attempt, in characters; of a longer text the end. */
    int MOST = 64 * 1024;

    /** Replaces what is kept of the attempt. Does nothing when its study is gone. */
    void keep(AttemptRef attempt, String lines);

    Optional<String> find(AttemptRef attempt);

    /** The end of a text, from the beginning of a line where there is one. */
    static String end(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        String end = text.substring(text.length() - MOST);
        return end.substring(end.indexOf('\n') + 1);
    }
}
