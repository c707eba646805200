package dev.cairn.trainers;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The trainers that there are, in the order of their service file: what is cheap and often good comes first, since {@code auto} tries it first. Each prepares its columns as it is told. */
public final class Trainers {
    private static final List<Trainer> ALL = ServiceLoader.load(Trainer.class, Trainers.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .<Trainer>map(Featured::new)
            .toList();

    private Trainers() {}

    public static List<Trainer> all() {
        return ALL;
    }

    public static Optional<Trainer> named(String name) {
        return ALL.stream().filter(trainer -> trainer.name().equals(name)).findFirst();
    }

    public static List<Trainer> fitting(TaskShape shape) {
        return ALL.stream().filter(trainer -> trainer.fits(shape)).toList();
    }
}
