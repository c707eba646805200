package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Place;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.server.spec.form.TreeReader;
import dev.cairn.server.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fields of a specification that shall replace those of another. {@code search}, {@code budget} and {@code resources} are taken field by field,
 * everything else as a whole; a field without a value goes back to its default.
 */
public record SpecEdits(Tree.Mapping tree, String text) {
    private static final Set<String> BY_FIELD = Set.of("search", "budget", "resources");

    /** What may change while trials run: it decides what is tried, never what a score means. */
    private static final Set<String> REVISABLE = Set.of("space", "constraints", "search");

    /** What two studies must have in common for the results of one to count in the other. */
    private static final Set<String> MEANING = Set.of(
            "dataset",
            "target",
            "objective",
            "validate",
            "test",
            "model",
            "features",
            "classWeight",
            "monotone",
            "augment",
            "deterministic",
            "lag");

    /**
     * Reads edits; no text means none.
     *
     * @throws InvalidSpec when this is no mapping
     */
    public static SpecEdits read(String text) {
        if (text.isBlank()) {
            return new SpecEdits(new Tree.Mapping(Place.START, Map.of(), Map.of()), text);
        }
        Faults faults = new Faults();
        Optional<Tree> tree = TreeReader.read(text, faults);
        if (tree.isPresent() && tree.get() instanceof Tree.Mapping mapping && faults.isEmpty()) {
            return new SpecEdits(mapping, text);
        }
        if (faults.isEmpty()) {
            faults.add(Place.START, Code.WRONG_TYPE, "Fields of a specification are expected here.");
        }
        throw new InvalidSpec(faults.inOrder());
    }

    /** The name that these edits give. */
    public Optional<String> name() {
        return tree.field("name").map(field -> field instanceof Tree.Scalar scalar ? scalar.text() : "");
    }

    /** A canonical specification with these edits; what is wrong with it is said at the place of the edit. */
    SpecDocument applied(String specJson) {
        Faults faults = new Faults();
        Tree.Mapping base = (Tree.Mapping) TreeReader.read(specJson, faults).orElseThrow();
        return SpecReader.read(merged(base, tree, BY_FIELD), text);
    }

    private static Tree.Mapping merged(Tree.Mapping base, Tree.Mapping edits, Set<String> byField) {
        Map<String, Tree> fields = new LinkedHashMap<>(base.fields());
        Map<String, Place> keys = new LinkedHashMap<>(base.keys());
        edits.fields().forEach((name, value) -> {
            keys.put(name, edits.key(name));
            if (value instanceof Tree.Nothing) {
                fields.remove(name);
                keys.remove(name);
            } else if (byField.contains(name)
                    && value instanceof Tree.Mapping inner
                    && fields.get(name) instanceof Tree.Mapping before) {
                fields.put(name, merged(before, inner, Set.of()));
            } else {
                fields.put(name, value);
            }
        });
        return new Tree.Mapping(edits.fields().isEmpty() ? base.place() : edits.place(), fields, keys);
    }

    /** The fields in which two canonical specifications differ. */
    static List<String> changes(String before, String after) {
        Map<String, Object> old = Json.object(before);
        Map<String, Object> fresh = Json.object(after);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        names.removeIf(name -> Objects.equals(old.get(name), fresh.get(name)));
        return List.copyOf(names);
    }

    /**
     * Refuses a revision of a running study that is more than one of its space, sampler or stopping rule.
     *
     * @throws InvalidSpec naming each field
     */
    void requireRevision(List<String> changes, StudySpec before, StudySpec after) {
        Faults faults = new Faults();
        changes.stream()
                .filter(name -> !REVISABLE.contains(name))
                .forEach(name -> refuse(
                        faults,
                        name,
                        """
                A study's '%s' is not changed while it runs: a revision changes space, constraints or search.""".strip().formatted(name),
                        name.equals("budget") ? "Extend it instead." : "Clone the study with this change."));
        if (!before.search().seed().equals(after.search().seed())) {
            refuse(faults, "search", "The seed of a study is not changed while it runs.", "Clone the study.");
        }
        boolean grid = before.search().strategy().equals("grid")
                || after.search().strategy().equals("grid");
        if (grid && !changes.isEmpty()) {
            refuse(
                    faults,
                    changes.get(0),
                    "A grid is walked from its beginning, so a study with one is not revised.",
                    "Clone the study with this change.");
        }
        if (before.search().populated() || after.search().populated()) {
            refuse(
                    faults,
                    "search",
                    "The members of a population go on from each other, so a study with one is not revised.",
                    "Clone the study with this change.");
        }
        throwIfAny(faults);
    }

    /**
     * Refuses a fork in which inherited results would mean something else.
     *
     * @throws InvalidSpec naming each field
     */
    void requireSameMeaning(List<String> changes) {
        Faults faults = new Faults();
        changes.stream()
                .filter(MEANING::contains)
                .forEach(name -> refuse(
                        faults,
                        name,
                        "With another '%s' the inherited results would not count.".formatted(name),
                        "Clone the study: a clone begins without results."));
        throwIfAny(faults);
    }

    /**
     * Refuses a fork of or to a population: its results come without the checkpoints that others would go on from.
     *
     * @throws InvalidSpec if one of them has one
     */
    void requireNoPopulation(StudySpec before, StudySpec after) {
        Faults faults = new Faults();
        if (before.search().populated() || after.search().populated()) {
            refuse(
                    faults,
                    "search",
                    "A fork takes results over, not the checkpoints that members of a population go on from.",
                    "Clone the study: a clone begins without results.");
        }
        throwIfAny(faults);
    }

    private void refuse(Faults faults, String field, String detail, String hint) {
        faults.add(tree.find(List.of(field)), Code.CONFLICT, detail, hint);
    }

    private static void throwIfAny(Faults faults) {
        List<Fault> found = faults.inOrder();
        if (!found.isEmpty()) {
            throw new InvalidSpec(found);
        }
    }
}
