package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.Dates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The different labels of a column, numbered from 0, with what is worked out once for each of them instead of once for each row. */
final class Dictionary {
    /** The number of a missing label. */
    static final int MISSING = -1;

    private final List<String> labels;
    private final List<byte[]> hashed;
    private final Map<Optional<String>, List<OptionalLong>> seconds = new ConcurrentHashMap<>();

    Dictionary(List<String> labels) {
        this.labels = List.copyOf(labels);
        this.hashed = this.labels.stream().map(RowHash::encoded).toList();
    }

    int size() {
        return labels.size();
    }

    /** The label, empty when missing. */
    String text(int code) {
        return code == MISSING ? "" : labels.get(code);
    }

    /** The label as a row's hash takes it. */
    byte[] hashed(int code) {
        return code == MISSING ? RowHash.encoded("") : hashed.get(code);
    }

    /** Seconds since 1970 that the label stands for, as {@link Dates#second}; empty when missing. */
    OptionalLong second(int code, Optional<String> format) {
        if (code == MISSING) {
            return OptionalLong.empty();
        }
        return seconds.computeIfAbsent(
                        format,
                        f -> labels.stream()
                                .map(label -> Dates.second(label, f))
                                .toList())
                .get(code);
    }
}
