package dev.cairn.server.spec;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Hint;
import dev.cairn.search.transfer.Outline;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.SpaceSpec.Dimension;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.server.spec.form.TreeReader;
import dev.cairn.server.wire.Json;
import dev.cairn.store.StudyRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A study that is trained elsewhere, ready to be searched.
 *
 * @param spec with its seed
 * @param first points to try first
 */
public record ExternalStudy(ExternalSpec spec, SearchSpace space, List<Values> first) {
    private static final Form<ExternalSpec> FORM = Forms.record(ExternalSpec.class);

    /** What only a study has that is trained here. */
    private static final Set<String> TRAINED_HERE = Set.of("dataset", "target", "model", "validate", "test");

    public ExternalStudy {
        first = List.copyOf(first);
    }

    /** Whether a document is meant for clients that train: it has a space, and speaks of no dataset and no model. */
    public static boolean isMeantBy(String text) {
        return TreeReader.read(text, new Faults())
                .filter(Tree.Mapping.class::isInstance)
                .map(tree -> ((Tree.Mapping) tree).fields().keySet())
                .filter(fields -> fields.contains("space") && fields.stream().noneMatch(TRAINED_HERE::contains))
                .isPresent();
    }

    /**
     * Reads a specification.
     *
     * @param seeds draws a seed where none is named
     * @throws InvalidSpec with all faults that could be found
     */
    static ExternalStudy of(String text, LongSupplier seeds, WarmStarts warmStarts) {
        return of(feasible(draft(text)), seeds, warmStarts);
    }

    private static ExternalStudy of(Draft draft, LongSupplier seeds, WarmStarts warmStarts) {
        ExternalSpec spec = draft.spec();
        long seed = spec.search().seed().orElseGet(seeds::getAsLong);
        ExternalStudy cold = new ExternalStudy(spec.pinned(seed, spec.warmStart()), draft.space(), draft.first());
        Complaints complaints = new Complaints(draft.tree());
        Optional<WarmStartSpec> warm =
                warmStarts.taken(spec.warmStart(), cold.space(), before -> source(before, cold), complaints);
        complaints.throwIfAny();
        return new ExternalStudy(spec.pinned(seed, warm), cold.space(), cold.first());
    }

    /**
     * Checks a specification as far as it can be without the studies that it may name.
     *
     * @throws InvalidSpec with all faults that could be found
     */
    public static void check(String text) {
        feasible(draft(text));
    }

    private static Draft feasible(Draft draft) {
        Complaints complaints = new Complaints(draft.tree());
        complaints.checkFeasible(draft.space());
        complaints.throwIfAny();
        return draft;
    }

    /** All that a document says of itself. */
    private record Draft(Tree tree, ExternalSpec spec, SearchSpace space, List<Values> first) {}

    private static Draft draft(String text) {
        Faults faults = new Faults();
        Optional<Tree> tree = TreeReader.read(text, faults);
        Optional<ExternalSpec> spec = tree.flatMap(t -> FORM.read(t, faults));
        if (!faults.isEmpty() || tree.isEmpty() || spec.isEmpty()) {
            throw new InvalidSpec(faults.inOrder());
        }
        Complaints complaints = new Complaints(tree.get());
        Optional<SearchSpace> space = space(spec.get(), complaints);
        complaints.throwIfAny();
        List<Values> first = new FirstPoints(space.orElseThrow()).of(spec.get().enqueue(), complaints);
        complaints.throwIfAny();
        return new Draft(tree.get(), spec.get(), space.get(), first);
    }

    private static Optional<WarmStarts.Source> source(StudyRecord before, ExternalStudy fresh) {
        return before.external() ? WarmStarts.external(before, reopen(before.specJson()), fresh) : Optional.empty();
    }

    /** Configurations of earlier studies to try early. */
    public List<Hint> hints() {
        return spec.warmStart().flatMap(WarmStartSpec::taken).orElse(List.of());
    }

    /** What these studies say of the whole space. */
    public List<Outline> outlines() {
        return spec.warmStart().map(WarmStartSpec::outlines).orElse(List.of());
    }

    /** The study of a stored specification. */
    public static ExternalStudy reopen(String specJson) {
        return of(
                draft(specJson),
                () -> {
                    throw new IllegalStateException("a stored specification has its seed");
                },
                new WarmStarts(EarlierStudies.none()));
    }

    /** A specification of a space that is known already, for a number called {@code value}. */
    public static String document(
            String name, Direction direction, String strategy, long seed, int trials, SearchSpace space) {
        Map<String, Dimension> dimensions = new LinkedHashMap<>();
        space.parameters().forEach(axis -> dimensions.put(axis.name(), new Dimension.Searched(axis)));
        return Json.text(FORM.write(new ExternalSpec(
                name,
                new Goals(List.of(new Goal("value", direction)), Map.of()),
                List.of(),
                new SearchSpec(strategy, new EarlyStop.None(), Optional.of(seed)),
                new ExternalBudget(trials, Optional.empty()),
                Optional.empty(),
                new SpaceSpec(dimensions),
                space.constraints(),
                List.of(),
                Duration.ofMinutes(10),
                Optional.empty(),
                List.of())));
    }

    /** The JSON Schema of such specifications. */
    public static Map<String, Object> schema() {
        return FORM.schema();
    }

    private static Optional<SearchSpace> space(ExternalSpec spec, Complaints complaints) {
        List<Parameter> axes = new ArrayList<>();
        spec.space().dimensions().forEach((name, dimension) -> axes.add(axis(name, dimension)));
        try {
            return Optional.of(new SearchSpace(axes, spec.constraints()));
        } catch (InvalidSearch e) {
            complaints.add(List.of("space"), Code.CONFLICT, Sentences.of(e), Optional.empty());
            return Optional.empty();
        }
    }

    /** A bare value is an axis with one level, so that clients get it with every point. */
    private static Parameter axis(String name, Dimension dimension) {
        return dimension instanceof Dimension.Searched searched
                ? searched.parameter()
                : Choice.of(name, ((Dimension.Fixed) dimension).value());
    }

    public long seed() {
        return spec.search().seed().orElseThrow();
    }

    /** All that is wanted of what clients tell. */
    public Goals goals() {
        return spec.objective();
    }

    /** What clients report, the objectives first. */
    public List<String> metrics() {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(spec.objective().named());
        names.addAll(spec.metrics());
        return List.copyOf(names);
    }

    /** The specification with its seed, canonical. */
    public String specJson() {
        return Json.text(FORM.write(spec));
    }
}
