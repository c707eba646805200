package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One component of a record as a field of a mapping. */
final class Field {
    private final String name;
    private final Key key;
    private final boolean optional;
    private final Optional<Form<Object>> form;
    private final Optional<Tree> otherwise;
    private final Method accessor;

    private Field(RecordComponent component, Key key) {
        this.name = nameOf(component, key);
        this.key = key;
        this.optional = component.getType() == Optional.class;
        this.form = key.notYet().isEmpty() ? Optional.of(Forms.of(component.getGenericType(), key)) : Optional.empty();
        this.otherwise = key.otherwise().isEmpty() ? Optional.empty() : TreeReader.read(key.otherwise(), new Faults());
        this.accessor = component.getAccessor();
        accessor.setAccessible(true);
    }

    static Field of(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        if (key == null) {
            throw new IllegalStateException(
                    "component '" + component.getName() + "' of " + component.getDeclaringRecord() + " has no @Key");
        }
        return new Field(component, key);
    }

    private static String nameOf(RecordComponent component, Key key) {
        return key.name().isEmpty() ? component.getName() : key.name();
    }

    String name() {
        return name;
    }

    boolean required() {
        return !optional && otherwise.isEmpty();
    }

    /** The component's value; empty when there was a fault. */
    Optional<Object> read(Tree.Mapping mapping, Faults faults) {
        Optional<Tree> given = mapping.field(name);
        if (given.isEmpty()) {
            return absent(mapping, faults);
        }
        if (form.isEmpty()) {
            faults.add(mapping.key(name), Code.NOT_AVAILABLE, "'" + name + "' is not available yet.", key.notYet());
            return Optional.empty();
        }
        if (given.get() instanceof Tree.Nothing) {
            faults.add(
                    mapping.key(name),
                    Code.WRONG_TYPE,
                    "'" + name + "' has no value.",
                    "Give it one, or leave the field out.");
            return Optional.empty();
        }
        return form.get().read(given.get(), faults).map(value -> optional ? Optional.of(value) : value);
    }

    private Optional<Object> absent(Tree.Mapping mapping, Faults faults) {
        if (optional) {
            return Optional.of(Optional.empty());
        }
        if (otherwise.isPresent() && form.isPresent()) {
            return form.get().read(otherwise.get(), faults);
        }
        faults.add(mapping.place().member(name), Code.MISSING_FIELD, "'" + name + "' is missing.", key.value() + ".");
        return Optional.empty();
    }

    Optional<Object> write(Record owner) {
        Object value = value(owner);
        Object plain = value instanceof Optional<?> o ? o.orElse(null) : value;
        return plain == null || form.isEmpty()
                ? Optional.empty()
                : Optional.of(form.get().write(plain));
    }

    private Object value(Record owner) {
        try {
            return accessor.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("component '" + name + "' could not be read", e);
        }
    }

    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", key.value() + ".");
        if (form.isEmpty()) {
            schema.put("description", key.value() + ". Not available yet. " + key.notYet());
            schema.put("not", Map.of());
            return schema;
        }
        schema.putAll(form.get().schema());
        otherwise
                .flatMap(tree -> form.get().read(tree, new Faults()))
                .ifPresent(value -> schema.put("default", form.get().write(value)));
        return schema;
    }
}
