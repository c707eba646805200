package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Text into a {@link Tree}. YAML 1.2 with its core schema, of which JSON is a part: {@code 1e-5} is a number, {@code yes} is a text.
 * What the text repeats by aliases counts each time, so that a small document cannot grow large.
 */
public final class TreeReader {
    /** A specification is written by hand or by a program on behalf of one: longer ones are mistakes. */
    public static final int MOST_CHARACTERS = 1_000_000;

    private static final int MOST_NODES = 50_000;
    private static final int DEEPEST = 50;

    private final Faults faults;
    private int nodes;

    private TreeReader(Faults faults) {
        this.faults = faults;
    }

    /** Empty when the text is no document; then there is a fault that says why. */
    public static Optional<Tree> read(String text, Faults faults) {
        if (text.length() > MOST_CHARACTERS) {
            faults.add(Place.START, Code.SYNTAX, "The text is longer than " + MOST_CHARACTERS + " characters.");
            return Optional.empty();
        }
        TreeReader reader = new TreeReader(faults);
        try {
            return reader.document(text);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(TreeReader::at).orElse(Place.START);
            faults.add(place, Code.SYNTAX, "This is not valid YAML: " + e.getProblem() + ".", hint(e));
            return Optional.empty();
        } catch (YamlEngineException e) {
            faults.add(Place.START, Code.SYNTAX, "This is not valid YAML: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> hint(MarkedYamlEngineException e) {
        return String.valueOf(e.getMessage()).contains("'\\t(TAB)'")
                ? Optional.of("Indent with spaces.")
                : Optional.empty();
    }

    private static Place at(Mark mark) {
        return new Place("#", mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Optional<Tree> document(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(MOST_CHARACTERS)
                .setAllowDuplicateKeys(true)
                .build();
        Iterator<Node> documents =
                new Compose(settings).composeAllFromString(text).iterator();
        if (!documents.hasNext()) {
            faults.add(Place.START, Code.SYNTAX, "The document is empty.");
            return Optional.empty();
        }
        Node first = documents.next();
        if (documents.hasNext()) {
            Place second = place(documents.next(), "#");
            faults.add(second, Code.SYNTAX, "There is a second document.", "Send one document at a time.");
            return Optional.empty();
        }
        return tree(first, "#", 0);
    }

    private Optional<Tree> tree(Node node, String pointer, int depth) {
        Place place = place(node, pointer);
        if (depth > DEEPEST || ++nodes > MOST_NODES) {
            faults.add(place, Code.SYNTAX, "The document is nested too deeply or repeats itself too often.");
            return Optional.empty();
        }
        if (node instanceof AnchorNode anchor) {
            return tree(anchor.getRealNode(), pointer, depth + 1);
        }
        if (node instanceof MappingNode mapping) {
            return Optional.of(mapping(mapping, place, depth));
        }
        if (node instanceof SequenceNode sequence) {
            return Optional.of(sequence(sequence, place, depth));
        }
        return scalar((ScalarNode) node, place);
    }

    private Tree mapping(MappingNode node, Place place, int depth) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        for (NodeTuple field : node.getValue()) {
            if (!(field.getKeyNode() instanceof ScalarNode key)) {
                faults.add(place(field.getKeyNode(), place.pointer()), Code.SYNTAX, "A field's name must be a text.");
                continue;
            }
            String name = key.getValue();
            String pointer = Place.step(place.pointer(), name);
            Place keyPlace = place(key, pointer);
            if (keys.putIfAbsent(name, keyPlace) != null) {
                faults.add(keyPlace, Code.DUPLICATE, "The field '" + name + "' is there twice.", "Keep one of them.");
                continue;
            }
            tree(field.getValueNode(), pointer, depth + 1).ifPresent(value -> fields.put(name, value));
        }
        keys.keySet().retainAll(fields.keySet());
        return new Tree.Mapping(place, fields, keys);
    }

    private Tree sequence(SequenceNode node, Place place, int depth) {
        List<Tree> elements = new ArrayList<>();
        for (Node element : node.getValue()) {
            String pointer = Place.step(place.pointer(), String.valueOf(elements.size()));
            tree(element, pointer, depth + 1).ifPresent(elements::add);
        }
        return new Tree.Sequence(place, elements);
    }

    private Optional<Tree> scalar(ScalarNode node, Place place) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return Optional.of(new Tree.Nothing(place));
        }
        Optional<Object> value = tag.equals(Tag.STR) ? Optional.of(text) : number(tag, text);
        if (value.isEmpty()) {
            faults.add(place, Code.SYNTAX, "'" + text + "' is not a value: " + tag.getValue() + ".");
        }
        return value.map(v -> new Tree.Scalar(place, v, text));
    }

    private static Optional<Object> number(Tag tag, String text) {
        try {
            if (tag.equals(Tag.BOOL)) {
                return text.toLowerCase(Locale.ROOT).matches("true|false")
                        ? Optional.of(text.equalsIgnoreCase("true"))
                        : Optional.empty();
            }
            if (tag.equals(Tag.INT)) {
                return Optional.of(whole(text));
            }
            return tag.equals(Tag.FLOAT) ? Optional.of(real(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A whole number beyond 64 bits is still a number, only not an exact one. */
    private static Object whole(String text) {
        if (text.startsWith("0x")) {
            return Long.parseLong(text.substring(2), 16);
        }
        if (text.startsWith("0o")) {
            return Long.parseLong(text.substring(2), 8);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Double.parseDouble(text);
        }
    }

    private static double real(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case ".nan" -> Double.NaN;
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static Place place(Node node, String pointer) {
        return node.getStartMark()
                .map(mark -> new Place(pointer, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(new Place(pointer, 1, 1));
    }
}
