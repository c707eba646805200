package dev.cairn.server.spec;

import dev.cairn.server.spec.form.FormedBy;
import java.util.List;

/** Which trainers a study uses. */
@FormedBy(ModelForm.class)
public sealed interface ModelSpec {
    /** Whether a trainer of this name is among them. */
    boolean names(String trainer);

    /** All that fit the task. */
    record Auto() implements ModelSpec {
        @Override
        public boolean names(String trainer) {
            return true;
        }
    }

    /**
     * A program of the user's own.
     *
     * @param steps of its longest training
     */
    record Program(String name, int steps) implements ModelSpec {
        /** What a program may be called. */
        public static final String NAME = "[a-z][a-z0-9_-]{0,49}";

        public Program {
            if (!name.matches(NAME) || steps < 1) {
                throw new IllegalArgumentException(
                        "a program has a name and at least one step, got '" + name + "' and " + steps);
            }
        }

        @Override
        public boolean names(String trainer) {
            return trainer.equals(ProgramTrainer.PREFIX + name);
        }
    }

    /** These, by name, each once. */
    record Named(List<String> trainers) implements ModelSpec {
        public Named {
            trainers = List.copyOf(trainers);
            if (trainers.isEmpty() || trainers.stream().distinct().count() < trainers.size()) {
                throw new IllegalArgumentException("model: trainers are named once each, got " + trainers);
            }
        }

        @Override
        public boolean names(String trainer) {
            return trainers.contains(trainer);
        }
    }
}
