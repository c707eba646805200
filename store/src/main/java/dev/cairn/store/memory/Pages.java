package dev.cairn.store.memory;

import dev.cairn.store.InvalidCursor;
import dev.cairn.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts lists into pages. */
final class Pages {
    private Pages() {}

    static <T> Page<T> of(List<T> all, Optional<String> cursor, int limit, Function<T, String> key) {
        int start = 0;
        if (cursor.isPresent()) {
            List<String> keys = all.stream().map(key).toList();
            start = keys.indexOf(cursor.get()) + 1;
            if (start == 0) {
                throw new InvalidCursor(cursor.get());
            }
        }
        int end = Math.min(all.size(), start + limit);
        Optional<String> next =
                end < all.size() && end > 0 ? Optional.of(key.apply(all.get(end - 1))) : Optional.empty();
        return new Page<>(all.subList(start, end), next);
    }
}
