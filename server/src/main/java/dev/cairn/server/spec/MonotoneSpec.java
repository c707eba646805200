package dev.cairn.server.spec;

import dev.cairn.trainers.Monotone;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Columns along which a model may only rise or only fall. */
public record MonotoneSpec(Map<String, Monotone.Way> ofColumns) {
    public MonotoneSpec {
        ofColumns = Collections.unmodifiableMap(new LinkedHashMap<>(ofColumns));
    }

    /** As a value of the trainers' parameter. */
    String text() {
        return Monotone.text(ofColumns);
    }
}
