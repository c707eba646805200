package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that matches a pattern. A number or a boolean is taken as its spelling: a column may well be called {@code 2024}.
 *
 * @param pattern empty when every text that is not blank will do
 */
record TextForm(String pattern, String inWords) implements Form<String> {
    private static final int LONGEST = 10_000;

    @Override
    public Optional<String> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Scalar scalar)) {
            faults.add(tree.place(), Code.WRONG_TYPE, "Expected a text, got " + tree.kind() + ".");
            return Optional.empty();
        }
        String text = scalar.text();
        if (text.isBlank() || text.length() > LONGEST) {
            faults.add(tree.place(), Code.OUT_OF_RANGE, "A text of 1 to " + LONGEST + " characters belongs here.");
            return Optional.empty();
        }
        if (!pattern.isEmpty() && !Pattern.matches(pattern, text)) {
            faults.add(tree.place(), Code.OUT_OF_RANGE, "'" + text + "' is not legal here.", inWords);
            return Optional.empty();
        }
        return Optional.of(text);
    }

    @Override
    public Object write(String value) {
        return value;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        if (!pattern.isEmpty()) {
            schema.put("pattern", "^(?:" + pattern + ")$");
        }
        return schema;
    }
}
