package dev.cairn.server.spec;

import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.trainers.Interpretable;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the trainers that a specification names, or those that fit, or says why there is none. */
final class ModelResolver {
    private ModelResolver() {}

    static List<Trainer> trainers(StudySpec spec, TaskShape shape, Complaints complaints) {
        if (spec.model() instanceof ModelSpec.Program program) {
            if (spec.space().isEmpty()) {
                complaints.add(
                        List.of("space"),
                        Code.MISSING_FIELD,
                        "A program has no space of its own.",
                        "Say what is searched, like space: {lr: {float: [1e-4, 1], log: true}}.");
            }
            return List.of(new ProgramTrainer(program, spec.space()));
        }
        if (spec.model() instanceof ModelSpec.Named named) {
            List<Trainer> trainers = new ArrayList<>();
            for (String name : named.trainers()) {
                Trainer trainer = trainer(spec, named, name, complaints);
                trainer.cannotFitBecause(shape)
                        .ifPresent(reason -> complaints.add(
                                modelPath(named, name),
                                Code.CONFLICT,
                                "'%s' can not learn this: %s".formatted(name, reason),
                                fitting(shape)));
                trainers.add(trainer);
            }
            return trainers;
        }
        List<Trainer> fitting = Trainers.fitting(shape).stream()
                .flatMap(trainer -> spec.interpretable() ? Interpretable.of(trainer).stream() : Stream.of(trainer))
                .filter(trainer -> trainer.fits(shape))
                .toList();
        if (fitting.isEmpty()) {
            complaints.add(List.of("model"), Code.CONFLICT, "No trainer fits this task.", Optional.empty());
        }
        return fitting;
    }

    /** As it is named, within the bounds that keep its models readable where they are to be. */
    private static Trainer trainer(StudySpec spec, ModelSpec.Named named, String name, Complaints complaints) {
        Trainer trainer = Trainers.named(name)
                .orElseThrow(() -> new IllegalStateException("the reader knows its trainers: " + name));
        if (!spec.interpretable()) {
            return trainer;
        }
        Optional<Trainer> bounded = Interpretable.of(trainer);
        if (bounded.isEmpty()) {
            complaints.add(
                    modelPath(named, name),
                    Code.CONFLICT,
                    "The models of '%s' are nothing that a person can read.".formatted(name),
                    "With 'interpretable': " + String.join(", ", Interpretable.NAMES) + ".");
        }
        return bounded.orElse(trainer);
    }

    private static List<String> modelPath(ModelSpec.Named named, String name) {
        return named.trainers().size() == 1
                ? List.of("model")
                : List.of("model", String.valueOf(named.trainers().indexOf(name)));
    }

    private static String fitting(TaskShape shape) {
        return "Fitting: "
                + String.join(
                        ", ",
                        Trainers.fitting(shape).stream().map(Trainer::name).toList()) + ".";
    }

    /** A program scores itself: it gets all rows, and there is no test that it could not have seen. */
    static void checkProgram(StudySpec spec, Complaints complaints) {
        if (spec.model() instanceof ModelSpec.Program && spec.interpretable()) {
            complaints.add(
                    List.of("interpretable"),
                    Code.CONFLICT,
                    "What a program fits is its own affair.",
                    "Leave it out, or name a trainer: " + String.join(", ", Interpretable.NAMES) + ".");
        }
        if (spec.model() instanceof ModelSpec.Program && !(spec.test() instanceof TestSetting.None)) {
            complaints.add(
                    List.of("test"),
                    Code.CONFLICT,
                    "A program reports its own scores, so no rows can be sealed from it.",
                    "Write test: none; results then say that they are the program's own.");
        }
    }
}
