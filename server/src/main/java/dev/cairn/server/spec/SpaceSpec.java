package dev.cairn.server.spec;

import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Value;
import dev.cairn.server.spec.form.FormedBy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What to search, by name, in the order of the document. */
@FormedBy(SpaceForm.class)
public record SpaceSpec(Map<String, Dimension> dimensions) {
    /** What becomes of one parameter of a trainer. */
    public sealed interface Dimension {
        /** It is searched. */
        record Searched(Parameter parameter) implements Dimension {}

        /** It has this value in every trial. */
        record Fixed(Value value) implements Dimension {}
    }

    public SpaceSpec {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        if (dimensions.isEmpty()) {
            throw new IllegalArgumentException("space: at least one parameter");
        }
    }
}
