package dev.cairn.store.sql;

import dev.cairn.store.InvalidCursor;
import dev.cairn.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Pages and their cursors: one row more than asked for tells whether there is a next page. */
final class Cursors {
    private Cursors() {}

    static <E, T> Page<T> page(List<E> rows, int limit, Function<E, T> record, Function<T, String> cursor) {
        List<T> items = rows.stream().limit(limit).map(record).toList();
        boolean more = rows.size() > limit && !items.isEmpty();
        return new Page<>(items, more ? Optional.of(cursor.apply(items.get(items.size() - 1))) : Optional.empty());
    }

    static UUID id(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursor(cursor, e);
        }
    }

    static int number(String cursor) {
        try {
            return Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            throw new InvalidCursor(cursor, e);
        }
    }
}
