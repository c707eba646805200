package dev.cairn.server.spec.form;

import java.util.Map;
import java.util.Optional;

/**
 * How a value is spelled: reads it, writes it, and describes the spelling as JSON Schema.
 *
 * <p>What {@link #write} makes consists of maps, lists, texts, numbers and booleans, and {@link #read} takes it back.
 */
public interface Form<T> {
    /** Empty when the tree is no such value; then faults were added. */
    Optional<T> read(Tree tree, Faults faults);

    /** The one canonical spelling. */
    Object write(T value);

    /** JSON Schema, draft 2020-12. */
    Map<String, Object> schema();
}
