package dev.cairn.server.spec;

import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Hint;
import dev.cairn.search.transfer.Outline;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code true} or {@code auto}, {@code [adult-1, adult-2]}, or {@code {studies: [adult-1], trials: 5}}. */
final class WarmStartForm implements Form<WarmStartSpec> {
    private static final String AUTO = "auto";

    private final Form<List<String>> studies = new StudiesForm();
    private final Form<Draft> form = Forms.record(Draft.class);

    /** As spelled. */
    record Draft(
            @Key(value = "Earlier studies by name or id, or auto", otherwise = AUTO, form = StudiesForm.class)
            List<String> studies,

            @Key(
                    value = "How many configurations are taken at most",
                    otherwise = "" + WarmStartSpec.USUAL,
                    low = 1,
                    high = WarmStartSpec.MOST)
            int trials,

            @Key("The configurations that were taken; filled in when the study is stored")
            Optional<List<Taken>> taken,

            @Key(
                    "What earlier studies say of the whole space, to see whether this one agrees; filled in when the study is stored")
            Optional<List<Outlined>> outlines) {}

    /** An earlier study as stored. */
    record Outlined(
            @Key("Name of the study") String study,

            @Key("Some of its configurations, from the best to the worst")
            List<Ranked> ranked) {
        Outlined(Outline outline) {
            this(outline.study(), outline.ranked().stream().map(Ranked::new).toList());
        }

        Outline outline() {
            return new Outline(study, ranked.stream().map(Ranked::values).toList());
        }
    }

    /** One of its configurations. */
    record Ranked(
            @Key(value = "Values by parameter of this study's space", form = ValuesForm.class)
            Values values) {}

    /** A configuration as stored. */
    record Taken(
            @Key("Study that it is of") String study,

            @Key(value = "Its trial there", low = 1, high = 1e9)
            int trial,

            @Key(value = "How far that study's data are from these, from 0 to 1", low = 0, high = 1)
            double distance,

            @Key(value = "Values by parameter of this study's space", form = ValuesForm.class)
            Values values) {
        Taken(Hint hint) {
            this(hint.study(), hint.trial(), hint.distance(), hint.values());
        }

        Hint hint() {
            return new Hint(study, distance, trial, values);
        }
    }

    /** {@code auto} or a list of names. */
    static final class StudiesForm implements Form<List<String>> {
        private final Form<List<String>> list = Forms.list(new NameForm(), WarmStartSpec.MOST_STUDIES);

        @Override
        public Optional<List<String>> read(Tree tree, Faults faults) {
            if (automatic(tree)) {
                return Optional.of(List.of());
            }
            Optional<List<String>> names = list.read(tree, faults);
            if (names.isPresent() && names.get().isEmpty()) {
                faults.add(
                        tree.place(), Code.OUT_OF_RANGE, "The list of studies is empty.", "Name one, or write auto.");
                return Optional.empty();
            }
            return names;
        }

        @Override
        public Object write(List<String> value) {
            return value.isEmpty() ? AUTO : list.write(value);
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("oneOf", List.of(Map.of("const", AUTO), list.schema()));
        }
    }

    /** One name. */
    private static final class NameForm implements Form<String> {
        @Override
        public Optional<String> read(Tree tree, Faults faults) {
            if (tree instanceof Tree.Scalar scalar && !scalar.text().isBlank()) {
                return Optional.of(scalar.text());
            }
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected the name or id of a study, got " + tree.kind() + ".",
                    "'cairn studies' lists them.");
            return Optional.empty();
        }

        @Override
        public Object write(String value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "string");
        }
    }

    private static boolean automatic(Tree tree) {
        return tree instanceof Tree.Scalar scalar
                && (Boolean.TRUE.equals(scalar.value()) || scalar.text().equals(AUTO));
    }

    @Override
    public Optional<WarmStartSpec> read(Tree tree, Faults faults) {
        if (automatic(tree) || tree instanceof Tree.Sequence) {
            return studies.read(tree, faults).map(names -> new WarmStartSpec(names, WarmStartSpec.USUAL));
        }
        if (tree instanceof Tree.Mapping) {
            return form.read(tree, faults)
                    .map(draft -> new WarmStartSpec(
                            draft.studies(),
                            draft.trials(),
                            draft.taken()
                                    .map(list -> list.stream().map(Taken::hint).toList()),
                            draft.outlines().stream()
                                    .flatMap(List::stream)
                                    .map(Outlined::outline)
                                    .toList()));
        }
        faults.add(
                tree.place(),
                Code.WRONG_TYPE,
                "Expected true, a list of studies or {studies: [NAME], trials: N}; got " + tree.kind() + ".",
                "Leave it out for a cold start.");
        return Optional.empty();
    }

    @Override
    public Object write(WarmStartSpec value) {
        return form.write(new Draft(
                value.studies(),
                value.trials(),
                value.taken().map(list -> list.stream().map(Taken::new).toList()),
                Optional.of(value.outlines().stream().map(Outlined::new).toList())
                        .filter(list -> !list.isEmpty())));
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("oneOf", List.of(Map.of("const", true), studies.schema(), form.schema()));
    }
}
