package dev.cairn.server.spec;

import dev.cairn.search.sampler.PopulationBasedTraining;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a study of population-based training divides its trials: each is one interval of one member.
 *
 * @param members that train side by side
 * @param interval steps between two decisions
 * @param intervals of each member
 */
record Population(int members, int interval, int intervals) {
    private static final int FEWEST = 4;

    /** Values that shape how long a model trains by itself, which a population decides instead. */
    private static final String PATIENCE = "patience";

    /** Members of a population when nobody says: with a few more members than intervals, as many trials as there are. */
    static int members(SearchSpec search, int trials) {
        int usual = (int) Math.round(Math.sqrt(2.0 * trials));
        return search.population().orElse(Math.max(FEWEST, Math.min(usual, trials / 2)));
    }

    /** The division of a study's trials over the longest training of its trainer. */
    static Population of(SearchSpec search, int trials, int longest, int measured) {
        int members = members(search, trials);
        int most = Math.max(2, trials / members);
        int wanted = search.interval().orElse((longest + most - 1) / most);
        int interval = Math.max(1, (wanted + measured - 1) / measured) * measured;
        return new Population(members, interval, Math.max(2, Math.min(most, (longest + interval - 1) / interval)));
    }

    static Sampler sampler(ResolvedStudy study) {
        Trainer trainer = study.trainers().get(0);
        Population population = of(
                study.spec().search(),
                study.spec().budget().trials(),
                study.longest(trainer),
                trainer.stepsPerMeasurement());
        Set<String> fixed = study.space().parameters().stream()
                .map(Parameter::name)
                .filter(name -> !trainer.changeable().contains(name))
                .collect(Collectors.toSet());
        return new PopulationBasedTraining(
                population.members, population.interval, population.intervals, fixed, study.first());
    }

    /** What a trainer is told beside what the specification fixes: a member goes on until the population gives it up. */
    static Values patient(Trainer trainer, TaskShape shape, Values fixed) {
        Values all = trainer.complete(shape, fixed);
        return all.has(PATIENCE) ? fixed.with(PATIENCE, new Value.Whole(trainer.maxSteps(all))) : fixed;
    }

    /** Complains of everything for which members could not go on from each other's checkpoints. */
    static void check(
            StudySpec spec,
            List<Trainer> trainers,
            SearchSpace space,
            Values fixed,
            TaskShape shape,
            Complaints complaints) {
        if (trainers.size() != 1) {
            complaints.add(
                    List.of("model"),
                    Code.CONFLICT,
                    "pbt trains a population of one kind of model; these are " + trainers.size() + ".",
                    "Name one of " + able() + ".");
            return;
        }
        Trainer trainer = trainers.get(0);
        if (trainer.changeable().isEmpty()) {
            complaints.add(
                    List.of("model"),
                    Code.CONFLICT,
                    "'%s' cannot go on from a checkpoint with other values.".formatted(trainer.name()),
                    "pbt works with " + able() + ".");
            return;
        }
        checkSpace(trainer, space, fixed, shape, complaints);
        int longest = trainer.maxSteps(trainer.complete(shape, fixed));
        spec.search()
                .interval()
                .filter(interval -> 2 * interval > longest)
                .ifPresent(interval -> complaints.add(
                        List.of("search", "interval"),
                        Code.OUT_OF_RANGE,
                        "A training of %d steps has no two intervals of %d.".formatted(longest, interval),
                        "Try " + Math.max(1, longest / 5) + "."));
    }

    private static void checkSpace(
            Trainer trainer, SearchSpace space, Values fixed, TaskShape shape, Complaints complaints) {
        List<String> searched = space.parameters().stream().map(Parameter::name).toList();
        if (searched.stream().noneMatch(trainer.changeable()::contains)) {
            complaints.add(
                    List.of("space"),
                    Code.CONFLICT,
                    "Nothing in the space can change while '%s' learns.".formatted(trainer.name()),
                    "Search one of " + trainer.changeable().stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        for (Parameter parameter : space.parameters()) {
            if (lengthens(trainer, parameter, fixed, shape)) {
                complaints.add(
                        List.of("space", parameter.name()),
                        Code.CONFLICT,
                        "With pbt all members train equally long: '%s' cannot be searched.".formatted(parameter.name()),
                        "Fix it, like %s: %d."
                                .formatted(parameter.name(), trainer.maxSteps(trainer.complete(shape, fixed))));
            }
        }
        if (searched.contains(PATIENCE) || fixed.has(PATIENCE)) {
            complaints.add(
                    List.of("space", PATIENCE),
                    Code.CONFLICT,
                    "With pbt the population decides who is given up, not patience.",
                    "Leave it out.");
        }
    }

    private static boolean lengthens(Trainer trainer, Parameter parameter, Values fixed, TaskShape shape) {
        return Stream.of(0.0, 0.5, 1.0)
                        .map(place -> fixed.with(parameter.name(), parameter.decode(place)))
                        .map(values -> trainer.maxSteps(trainer.complete(shape, values)))
                        .distinct()
                        .count()
                > 1;
    }

    private static String able() {
        return Trainers.all().stream()
                .filter(trainer -> !trainer.changeable().isEmpty())
                .map(Trainer::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
