package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Bytes;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import java.util.Optional;

/**
 * What each trial of a study gets.
 *
 * @param memory resident memory of a trial's process; above it the trial is ended
 */
public record ResourcesSpec(
        @Key(
                value = "Queue of the workers that run it",
                otherwise = "cpu",
                pattern = "[a-z][a-z0-9-]{0,30}",
                patternInWords = "A queue is called like cpu or gpu-half.")
        String queue,

        @Key("Memory of a trial's process, natives included, like 2GiB")
        Optional<Bytes> memory,

        @Key(value = "Threads of a trial", otherwise = "1", low = 1, high = 256)
        int threads) {
    private static final long LEAST_MEMORY = 128L << 20;

    public ResourcesSpec {
        if (memory.isPresent() && memory.get().count() < LEAST_MEMORY) {
            throw new Misfit("memory", "A trial's process needs at least 128MiB.", "Try 1GiB.");
        }
    }
}
