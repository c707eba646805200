package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Place;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.spec.form.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The name of a rule, or {@code {rule: threshold, bound: 0.7}}. A rule with nothing but defaults is written as its name. */
final class EarlyStopForm implements Form<EarlyStop> {
    private static final String RULE = "rule";

    private static final Map<String, Rule<?>> RULES = new LinkedHashMap<>();

    static {
        add(EarlyStop.class);
    }

    /** All records of a family, and of the families in it. */
    private static void add(Class<?> family) {
        for (Class<?> type : family.getPermittedSubclasses()) {
            if (type.isSealed()) {
                add(type);
            } else {
                RULES.put(name(type), Rule.of(name(type), type));
            }
        }
    }

    /** One rule: its name and the form of its options. */
    private record Rule<R extends Record>(String name, Class<R> type, Form<R> form) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // every rule is a record
        static Rule<?> of(String name, Class<?> type) {
            return new Rule(name, type, Forms.record((Class) type));
        }

        Optional<EarlyStop> read(Tree options, Faults faults) {
            return form.read(options, faults).map(EarlyStop.class::cast);
        }

        Map<String, Object> write(EarlyStop rule) {
            Map<String, Object> written = new LinkedHashMap<>();
            if (form.write(type.cast(rule)) instanceof Map<?, ?> options) {
                options.forEach((name, value) -> written.put(String.valueOf(name), value));
            }
            return written;
        }

        Map<String, Object> usual() {
            Tree.Mapping empty = new Tree.Mapping(Place.START, Map.of(), Map.of());
            return read(empty, new Faults()).map(this::write).orElse(Map.of());
        }

        Map<String, Object> schema() {
            Map<String, Object> schema = new LinkedHashMap<>(form.schema());
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put(RULE, Map.of("const", name));
            if (schema.get("properties") instanceof Map<?, ?> options) {
                options.forEach((key, value) -> properties.put(String.valueOf(key), value));
            }
            schema.put("properties", properties);
            schema.put("required", List.of(RULE));
            return schema;
        }
    }

    /** The name under which a type of rule is known. */
    static String name(Class<?> type) {
        String simple = type.getSimpleName();
        return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }

    static List<String> names() {
        return RULES.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<EarlyStop> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return rule(tree, faults).flatMap(rule -> rule.read(without(tree), faults));
        }
        Optional<Tree> name = mapping.field(RULE);
        if (name.isEmpty()) {
            faults.add(
                    mapping.place().member(RULE),
                    Code.MISSING_FIELD,
                    "'rule' is missing.",
                    "Write {rule: NAME}, with one of " + String.join(", ", names()) + ".");
            return Optional.empty();
        }
        return rule(name.get(), faults).flatMap(rule -> rule.read(without(mapping), faults));
    }

    private static Optional<Rule<?>> rule(Tree tree, Faults faults) {
        String name = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        Optional<Rule<?>> rule = Optional.ofNullable(RULES.get(name));
        if (rule.isEmpty()) {
            faults.add(
                    tree.place(),
                    Code.UNKNOWN_NAME,
                    "There is no early-stopping rule %s.".formatted(Names.of(tree)),
                    Suggest.hint(name, names()));
        }
        return rule;
    }

    /** The options alone. */
    private static Tree.Mapping without(Tree tree) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return new Tree.Mapping(tree.place(), Map.of(), Map.of());
        }
        Map<String, Tree> rest = new LinkedHashMap<>(mapping.fields());
        rest.remove(RULE);
        return new Tree.Mapping(mapping.place(), rest, mapping.keys());
    }

    @Override
    public Object write(EarlyStop value) {
        Rule<?> rule = Optional.ofNullable(RULES.get(value.rule())).orElseThrow();
        Map<String, Object> options = rule.write(value);
        if (options.equals(rule.usual())) {
            return rule.name();
        }
        Map<String, Object> written = new LinkedHashMap<>();
        written.put(RULE, rule.name());
        written.putAll(options);
        return written;
    }

    @Override
    public Map<String, Object> schema() {
        List<Map<String, Object>> forms = new ArrayList<>();
        forms.add(Map.of("enum", names()));
        RULES.values().forEach(rule -> forms.add(rule.schema()));
        return Map.of("oneOf", forms);
    }
}
