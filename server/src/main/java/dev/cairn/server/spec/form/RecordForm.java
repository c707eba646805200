package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping whose fields are the components of a record. Fields that the record does not have are faults. */
final class RecordForm<R extends Record> implements Form<R> {
    private final Class<R> type;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Constructor<R> constructor;

    RecordForm(Class<R> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            Field field = Field.of(component);
            fields.put(field.name(), field);
        }
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has its canonical constructor: " + type, e);
        }
    }

    @Override
    public Optional<R> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            String known = String.join(", ", fields.keySet());
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected a mapping, got " + tree.kind() + ".",
                    "Fields: " + known + ".");
            return Optional.empty();
        }
        int before = faults.count();
        refuseUnknown(mapping, faults);
        List<Object> values = new ArrayList<>();
        for (Field field : fields.values()) {
            field.read(mapping, faults).ifPresent(values::add);
        }
        return faults.count() == before ? construct(mapping, values, faults) : Optional.empty();
    }

    private void refuseUnknown(Tree.Mapping mapping, Faults faults) {
        for (String name : mapping.fields().keySet()) {
            if (!fields.containsKey(name)) {
                Optional<String> hint = Suggest.hint(name, fields.keySet());
                faults.add(mapping.key(name), Code.UNKNOWN_FIELD, "Unknown field '" + name + "'.", hint);
            }
        }
    }

    private Optional<R> construct(Tree.Mapping mapping, List<Object> values, Faults faults) {
        try {
            return Optional.of(constructor.newInstance(values.toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Misfit misfit) {
                faults.add(mapping.find(misfit.path()), misfit.code(), text(misfit), misfit.hint());
                return Optional.empty();
            }
            if (e.getCause() instanceof IllegalArgumentException broken) {
                faults.add(mapping.place(), Code.CONFLICT, text(broken));
                return Optional.empty();
            }
            throw new IllegalStateException("could not make a " + type, e);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("could not make a " + type, e);
        }
    }

    private static String text(IllegalArgumentException broken) {
        return Optional.ofNullable(broken.getMessage()).orElse("The values do not go together.");
    }

    @Override
    public Object write(R value) {
        Map<String, Object> written = new LinkedHashMap<>();
        fields.forEach((name, field) -> field.write(value).ifPresent(v -> written.put(name, v)));
        return written;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach((name, field) -> properties.put(name, field.schema()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        List<String> required = fields.entrySet().stream()
                .filter(e -> e.getValue().required())
                .map(Map.Entry::getKey)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }
}
