package dev.cairn.trainers.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers levels: the known ones first, then, unless the known ones are all there are, others in the order in which they come. */
final class Levels {
    private final Map<String, Integer> codes = new LinkedHashMap<>();

    private final boolean open;

    Levels(FrameSchema.Feature feature) {
        this(feature.levels(), feature.kind() == FrameSchema.Kind.CATEGORICAL);
    }

    Levels(FrameSchema.ClassTarget target) {
        this(target.labels(), true);
    }

    private Levels(List<String> known, boolean open) {
        known.forEach(level -> codes.put(level, codes.size()));
        this.open = open;
    }

    int code(String level) {
        Integer known = codes.get(level);
        if (known != null) {
            return known;
        }
        if (!open) {
            return Column.Categorical.MISSING;
        }
        int next = codes.size();
        codes.put(level, next);
        return next;
    }

    List<String> inOrder() {
        return List.copyOf(codes.keySet());
    }
}
