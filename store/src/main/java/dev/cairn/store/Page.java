package dev.cairn.store;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param nextCursor hand it in to read on; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
