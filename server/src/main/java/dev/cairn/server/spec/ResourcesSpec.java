package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Bytes;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import java.util.Optional;

/**
 * What each trial of a study gets.
 *
 * @param queue class of the slots; the smallest that holds the rest when absent
 * @param memory resident memory of a trial's process; above it the trial is ended
 */
public record ResourcesSpec(
        @Key(
                value = "Queue of the workers that run it; the smallest that holds the rest when absent",
                pattern = "[a-z][a-z0-9-]{0,30}",
                patternInWords = "A queue is called like cpu or gpu-half.")
        Optional<String> queue,

        @Key("Memory of a trial's process, natives included, like 2GiB")
        Optional<Bytes> memory,

        @Key(value = "CPU cores that a slot promises", low = 1, high = 1024)
        Optional<Integer> cores,

        @Key(value = "GPUs of a trial", low = 0, high = 1) Optional<Integer> gpus,

        @Key("Memory of the GPU that a slot promises, like 12GiB")
        Optional<Bytes> gpuMemory,

        @Key(value = "Threads of a trial", otherwise = "1", low = 1, high = 256)
        int threads) {
    private static final long LEAST_MEMORY = 128L << 20;

    public ResourcesSpec {
        if (memory.isPresent() && memory.get().count() < LEAST_MEMORY) {
            throw new Misfit("memory", "A trial's process needs at least 128MiB.", "Try 1GiB.");
        }
        if (gpuMemory.isPresent() && gpus.equals(Optional.of(0))) {
            throw new Misfit(
                    "gpuMemory", "Without a GPU there is no memory of it.", "Drop 'gpuMemory', or say gpus: 1.");
        }
    }

    /** Whether a trial needs a GPU. */
    boolean needsGpu() {
        return gpuMemory.isPresent() || gpus.orElse(0) > 0;
    }

    /** Whether anything is said that a slot has to promise. */
    boolean declares() {
        return memory.isPresent() || cores.isPresent() || needsGpu();
    }

    /** Whether a slot of this class holds a trial. */
    boolean fits(SlotClass slots) {
        return memory.map(Bytes::count).orElse(0L) <= slots.memoryBytes()
                && cores.orElse(1) <= slots.cores()
                && (!needsGpu() || slots.gpu())
                && gpuMemory.map(Bytes::count).orElse(0L) <= slots.gpuMemoryBytes();
    }

    /** The same on a queue that was chosen. */
    ResourcesSpec on(String chosen) {
        return new ResourcesSpec(Optional.of(chosen), memory, cores, gpus, gpuMemory, threads);
    }

    static String words(SlotClass slots) {
        return (slots.memoryBytes() >> 20) + "MiB, " + slots.cores() + " cores"
                + (slots.gpu() ? ", GPU of " + (slots.gpuMemoryBytes() >> 20) + "MiB" : "");
    }
}
