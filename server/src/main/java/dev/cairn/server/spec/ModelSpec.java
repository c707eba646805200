package dev.cairn.server.spec;

import dev.cairn.server.spec.form.FormedBy;
import java.util.List;

/** Which trainers a study uses. */
@FormedBy(ModelForm.class)
public sealed interface ModelSpec {
    /** All that fit the task. */
    record Auto() implements ModelSpec {}

    /** These, by name, each once. */
    record Named(List<String> trainers) implements ModelSpec {
        public Named {
            trainers = List.copyOf(trainers);
            if (trainers.isEmpty() || trainers.stream().distinct().count() < trainers.size()) {
                throw new IllegalArgumentException("model: trainers are named once each, got " + trainers);
            }
        }
    }
}
