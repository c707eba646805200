package dev.cairn.server.spec;

import dev.cairn.search.pruner.Pruners;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.spec.form.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One name of a registry. */
abstract sealed class NamesForm implements Form<String> {
    private final String what;
    private final List<String> names;
    private final Set<String> planned;

    NamesForm(String what, Set<String> names, Set<String> planned) {
        this.what = what;
        this.names = names.stream().sorted().toList();
        this.planned = planned;
    }

    /** What proposes points. */
    static final class Strategies extends NamesForm {
        Strategies() {
            super("search strategy", Samplers.names(), Set.of());
        }
    }

    /** What stops hopeless trials; rules that look at more than one curve need what trials do not report yet. */
    static final class EarlyStops extends NamesForm {
        private static final Set<String> PLANNED = Set.of("pairedTest", "ashaPareto");

        EarlyStops() {
            super("early-stopping rule", without(Pruners.names(), PLANNED), PLANNED);
        }
    }

    private static Set<String> without(Set<String> names, Set<String> left) {
        Set<String> rest = new HashSet<>(names);
        rest.removeAll(left);
        return rest;
    }

    @Override
    public Optional<String> read(Tree tree, Faults faults) {
        String name = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        if (names.contains(name)) {
            return Optional.of(name);
        }
        if (planned.contains(name)) {
            faults.add(
                    tree.place(),
                    Code.NOT_AVAILABLE,
                    "'%s' is not available yet.".formatted(name),
                    "Known: " + String.join(", ", names) + ".");
        } else {
            faults.add(
                    tree.place(),
                    Code.UNKNOWN_NAME,
                    "There is no %s %s.".formatted(what, Names.of(tree)),
                    Suggest.hint(name, names));
        }
        return Optional.empty();
    }

    @Override
    public Object write(String value) {
        return value;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("enum", names);
    }
}
