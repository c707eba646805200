package dev.cairn.server.trial;

import dev.cairn.trainers.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Provenance as maps and lists, the same in frames, in the store and on the wire. Seeds are text, which JSON's readers do not round. */
public final class ProvenanceForm {
    private ProvenanceForm() {}

    /** As a map that {@link #read(Map)} understands. */
    public static Map<String, Object> write(Provenance provenance) {
        Tree tree = Tree.empty()
                .with("trainer", provenance.trainer())
                .with("values", JobFields.values(provenance.values()))
                .with("metric", provenance.objective().metric().wireName())
                .with("direction", provenance.objective().direction().name())
                .with("device", JobFields.device(provenance.device()).fields())
                .with(
                        "folds",
                        provenance.folds().stream().map(ProvenanceForm::write).toList())
                .with("versions", new LinkedHashMap<>(provenance.versions()));
        provenance.goesOnFrom().ifPresent(trial -> tree.with("goesOnFrom", trial));
        return tree.fields();
    }

    private static Map<String, Object> write(Provenance.Model model) {
        return Tree.empty()
                .with("seed", Long.toString(model.seed()))
                .with("steps", model.steps())
                .with("rows", model.rows())
                .with("digest", model.digest())
                .with("configuration", model.configuration(), text -> text)
                .fields();
    }

    /**
     * The inverse of {@link #write}.
     *
     * @throws IOException when it is not of that form
     */
    public static Provenance read(Map<String, Object> map) throws IOException {
        return read(new Tree(map));
    }

    static Provenance read(Tree tree) throws MalformedFrame {
        List<Provenance.Model> folds = new ArrayList<>();
        for (Object item : tree.list("folds")) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new MalformedFrame("the provenance of a model is a map, got " + item);
            }
            folds.add(model(Tree.of(map)));
        }
        Map<String, String> versions = new LinkedHashMap<>();
        Tree named = tree.tree("versions");
        for (String name : named.fields().keySet()) {
            versions.put(name, named.text(name));
        }
        return new Provenance(
                tree.text("trainer"),
                JobFields.values(tree.tree("values")),
                JobFields.objective(tree),
                JobFields.device(tree.tree("device")),
                tree.has("goesOnFrom") ? OptionalInt.of(tree.small("goesOnFrom")) : OptionalInt.empty(),
                folds,
                versions);
    }

    private static Provenance.Model model(Tree tree) throws MalformedFrame {
        return new Provenance.Model(
                Long.parseLong(tree.text("seed")),
                tree.small("steps"),
                tree.small("rows"),
                tree.text("digest"),
                tree.has("configuration") ? Optional.of(tree.text("configuration")) : Optional.empty());
    }
}
