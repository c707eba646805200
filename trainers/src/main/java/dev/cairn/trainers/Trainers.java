package dev.cairn.trainers;

import dev.cairn.trainers.data.Task;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The trainers that there are, in the order of their service file: what is cheap and often good comes first, since {@code auto} tries it first. Each prepares its columns as it is told. */
public final class Trainers {
    private static final List<Trainer> ALL = ServiceLoader.load(Trainer.class, Trainers.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .<Trainer>map(trainer -> new Relevance(new Featured(trainer)))
            .toList();

    private static final Trainer LAST_RESORT = new Relevance(new PriorTrainer());

    private Trainers() {}

    public static List<Trainer> all() {
        return ALL;
    }

    /** Also the last resort, which is none of {@link #all}. */
    public static Optional<Trainer> named(String name) {
        return Stream.concat(ALL.stream(), Stream.of(LAST_RESORT))
                .filter(trainer -> trainer.name().equals(name))
                .findFirst();
    }

    /** Those that learn such a target, or find clusters where there is none. */
    public static List<Trainer> fitting(TaskShape shape) {
        return ALL.stream()
                .filter(trainer -> shape.task() == Task.CLUSTERING || !trainer.unsupervised())
                .filter(trainer -> trainer.fits(shape))
                .toList();
    }
}
