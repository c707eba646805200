package dev.cairn.server.spec;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program of the user's own in the place of a trainer: an administrator declares it on the workers, and it runs there as a process of its own.
 * What it takes is what the study's space names.
 */
final class ProgramTrainer implements Trainer {
    /** In front of the program's name where trainers are told apart. */
    static final String PREFIX = "program:";

    private final String program;
    private final int steps;
    private final Values known;

    ProgramTrainer(ModelSpec.Program program, Optional<SpaceSpec> space) {
        this.program = program.name();
        this.steps = program.steps();
        Map<String, Value> values = new LinkedHashMap<>();
        space.ifPresent(given -> given.dimensions().forEach((name, dimension) -> values.put(name, usual(dimension))));
        this.known = new Values(values);
    }

    private static Value usual(SpaceSpec.Dimension dimension) {
        if (dimension instanceof SpaceSpec.Dimension.Searched searched) {
            return searched.parameter()
                    .prior()
                    .orElseGet(() -> searched.parameter().decode(0.5));
        }
        return ((SpaceSpec.Dimension.Fixed) dimension).value();
    }

    @Override
    public String name() {
        return PREFIX + program;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return new SearchSpace(List.of(), List.of());
    }

    @Override
    public Values defaults(TaskShape shape) {
        return known;
    }

    @Override
    public int maxSteps(Values values) {
        return steps;
    }

    /** A program hears only what was chosen for it: a parameter that is not active has no value. */
    @Override
    public Values complete(TaskShape shape, Values values) {
        return values;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        throw new IllegalStateException("the program '" + program + "' runs as a process of its own");
    }
}
