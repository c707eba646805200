package dev.cairn.server.spec.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document as read: values with their places. */
public sealed interface Tree {
    Place place();

    /** What it is, for an error text: {@code a list}. */
    String kind();

    /** Where the value at a path of field names and indexes stands; of what is not there, the nearest that is, under its own pointer. */
    default Place find(List<String> path) {
        if (path.isEmpty()) {
            return place();
        }
        String first = path.get(0);
        List<String> rest = path.subList(1, path.size());
        Optional<Tree> member = Optional.empty();
        if (this instanceof Mapping mapping) {
            member = mapping.field(first);
        } else if (this instanceof Sequence sequence && first.matches("\\d{1,8}")) {
            member = sequence.elements().stream().skip(Integer.parseInt(first)).findFirst();
        }
        if (member.isPresent()) {
            return member.get().find(rest);
        }
        Place missing = place();
        for (String name : path) {
            missing = missing.member(name);
        }
        return missing;
    }

    /**
     * Fields by name, in their order.
     *
     * @param keys where each field's name stands
     */
    record Mapping(Place place, Map<String, Tree> fields, Map<String, Place> keys) implements Tree {
        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        }

        public Optional<Tree> field(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        /** Where the name of a present field stands. */
        public Place key(String name) {
            Place key = keys.get(name);
            if (key == null) {
                throw new IllegalArgumentException("no field '" + name + "' at " + place.pointer());
            }
            return key;
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** Elements in order. */
    record Sequence(Place place, List<Tree> elements) implements Tree {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A single value.
     *
     * @param value a {@code String}, {@code Long}, {@code Double} or {@code Boolean}
     * @param text as spelled
     */
    record Scalar(Place place, Object value, String text) implements Tree {
        @Override
        public String kind() {
            if (value instanceof String) {
                return "the text '" + shortened(text) + "'";
            }
            return value instanceof Boolean ? "'" + text + "'" : "the number " + shortened(text);
        }

        private static String shortened(String text) {
            return text.length() <= 60 ? text : text.substring(0, 57) + "...";
        }
    }

    /** Nothing: a field without a value, or {@code null}. */
    record Nothing(Place place) implements Tree {
        @Override
        public String kind() {
            return "nothing";
        }
    }
}
