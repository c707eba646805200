package dev.cairn.server.wire;

import java.util.List;
import java.util.Optional;

/** A page of a list. */
public record PageJson<T>(List<T> items, Optional<String> nextCursor) {
    public PageJson {
        items = List.copyOf(items);
    }

    /** All there is. */
    public static <T> PageJson<T> of(List<T> items) {
        return new PageJson<>(items, Optional.empty());
    }
}
