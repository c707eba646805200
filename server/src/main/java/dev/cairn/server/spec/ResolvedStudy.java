package dev.cairn.server.spec;

import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.SamplerOptions;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Hint;
import dev.cairn.search.transfer.Outline;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.metric.Metric;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A specification that can be run: all names looked up, all choices made.
 *
 * @param spec with dataset version, trainers and seed pinned, so that resolving it again gives the same study
 * @param trainers one or more; several are told apart by the parameter {@value #MODEL}, their own parameters by their name as prefix
 * @param space what is searched
 * @param fixed by trainer, the values that the specification fixes, under their bare names
 * @param first points to try first: those enqueued, then each trainer's defaults
 */
public record ResolvedStudy(
        StudySpec spec,
        DatasetVersionRecord dataset,
        SplitRecord split,
        TaskShape shape,
        List<Trainer> trainers,
        SearchSpace space,
        Map<String, Values> fixed,
        List<Values> first) {
    /** The parameter that chooses among several trainers. */
    public static final String MODEL = "model";

    /** What making a model of a tiny table takes, the start of its process included. */
    private static final double MODEL_SECONDS = 2;

    /** Long searches find larger models; so much of the time is for fitting them at the end, however small the table, but no more seconds than the next. */
    private static final double MODEL_SHARE = 0.1;

    private static final double MOST_SECONDS_BY_SHARE = 15;

    /** What a handful of models is fitted to in a second, about. */
    private static final double CELLS_A_SECOND = 70_000;

    public ResolvedStudy {
        trainers = List.copyOf(trainers);
        fixed = Map.copyOf(fixed);
        first = List.copyOf(first);
        if (trainers.isEmpty() || spec.search().seed().isEmpty()) {
            throw new IllegalArgumentException("a resolved study has a trainer and a seed: " + spec.name());
        }
    }

    /** This study with the configurations of earlier ones that it may begin with. */
    ResolvedStudy warmed(Optional<WarmStartSpec> warm) {
        StudySpec warmed =
                spec.pinned(spec.dataset(), spec.search(), spec.model(), spec.columns(), spec.resources(), warm);
        return new ResolvedStudy(warmed, dataset, split, shape, trainers, space, fixed, first);
    }

    /** Configurations of earlier studies to try early. */
    public List<Hint> hints() {
        return spec.warmStart().flatMap(WarmStartSpec::taken).orElse(List.of());
    }

    /** What these studies say of the whole space. */
    public List<Outline> outlines() {
        return spec.warmStart().map(WarmStartSpec::outlines).orElse(List.of());
    }

    /** A trainer and complete values for it, under the names it knows. */
    public record Configuration(Trainer trainer, Values values) {}

    /** What a point of the space asks for: its own values over those the specification fixes over the trainer's defaults. */
    public Configuration configuration(Values point) {
        Trainer trainer = trainer(point);
        Map<String, Value> values = new LinkedHashMap<>();
        values.putAll(fixed.getOrDefault(trainer.name(), Values.NONE).byName());
        String prefix = prefix(trainer);
        point.byName().forEach((name, value) -> {
            if (!name.equals(MODEL) || trainers.size() == 1) {
                values.put(name.substring(prefix.length()), value);
            }
        });
        return new Configuration(trainer, trainer.complete(shape, new Values(values)));
    }

    /** The trainer that a point is for. */
    public Trainer trainer(Values point) {
        if (trainers.size() == 1) {
            return trainers.get(0);
        }
        String name = point.text(MODEL);
        return trainers.stream()
                .filter(trainer -> trainer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no trainer '" + name + "' in study " + spec.name()));
    }

    /** Where the longest training of a trainer ends, with what the specification fixes. */
    public int longest(Trainer trainer) {
        return trainer.maxSteps(trainer.complete(shape, fixed.getOrDefault(trainer.name(), Values.NONE)));
    }

    /** Proposes the points of this study. */
    public Sampler sampler() {
        return spec.search().populated()
                ? Population.sampler(this)
                : Samplers.named(spec.search().strategy(), new SamplerOptions(first, hints(), outlines()));
    }

    /** What stands before a trainer's parameters in the space. */
    public String prefix(Trainer trainer) {
        return trainers.size() == 1 ? "" : trainer.name() + ".";
    }

    /** The first objective. */
    public Objective objective() {
        return spec.objective().first();
    }

    /** All objectives, and bounds on outcomes. */
    public Goals goals() {
        return spec.objective();
    }

    public Validation validation() {
        return spec.validate().plan();
    }

    /**
     * The last part of the study's time, in which its model is made of the best trials: a tenth, more for larger tables, a fifth at most, twice that where
     * it teaches another. Zero where there is no such model, or no bound on time. That of a study whose models can be read is one of its trials.
     */
    public Duration timeOfModel() {
        boolean concluded = split.vaultSha().isPresent() || spec.finishes();
        boolean made = spec.ensemble().isPresent() || (spec.interpretable() && concluded);
        if (!made || spec.budget().time().isEmpty()) {
            return Duration.ZERO;
        }
        double whole = spec.budget().time().get().toMillis() / 1000.0;
        double cells = (double) shape.rows() * (shape.numericFeatures() + shape.categoricalFeatures());
        double bySize = MODEL_SECONDS + cells * Math.max(1, Math.sqrt(shape.classes())) / CELLS_A_SECOND;
        double wanted = Math.max(bySize, Math.min(MODEL_SHARE * whole, MOST_SECONDS_BY_SHARE));
        boolean distils = spec.ensemble().filter(EnsembleSpec::distill).isPresent();
        return Duration.ofMillis((long) (1000 * Math.min(wanted, whole / 5) * (distils ? 2 : 1)));
    }

    /** The time of the study that is for its search. */
    public Optional<Duration> timeOfSearch() {
        return spec.budget().time().map(time -> time.minus(timeOfModel()));
    }

    /** Whether our own trainers fit its models; a program of the user keeps what it fits. */
    public boolean trainsHere() {
        return !(spec.model() instanceof ModelSpec.Program);
    }

    public long seed() {
        return spec.search().seed().orElseThrow();
    }

    /** Names of what is measured while models learn, the first objective first. */
    public List<String> metrics() {
        return Stream.concat(
                        objective().curveMetrics(shape.task()).stream().map(Metric::wireName),
                        goals().further().stream().map(Goal::name))
                .distinct()
                .toList();
    }

    /** The pinned specification, canonical. */
    public String specJson() {
        return SpecReader.write(spec);
    }
}
