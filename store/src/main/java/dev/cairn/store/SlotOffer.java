package dev.cairn.store;

/**
 * A slot as its worker offers it.
 *
 * @param queue class of the slot
 * @param name unique within its worker
 * @param device {@code cpu} or {@code gpu}
 * @param deviceIndex number of the GPU on its machine; 0 for a CPU
 * @param deviceName what the driver calls it, or a word for people
 * @param memoryBytes resident memory that the slot promises a trial
 * @param cores CPU cores that it promises
 * @param gpuMemoryBytes GPU memory that it promises; 0 for a CPU
 */
public record SlotOffer(
        String queue,
        String name,
        String device,
        int deviceIndex,
        String deviceName,
        long memoryBytes,
        int cores,
        long gpuMemoryBytes) {
    public SlotOffer {
        Checks.notBlank("queue", queue);
        Checks.notBlank("slot name", name);
        Checks.that(memoryBytes >= 0, "memoryBytes", "is not negative", memoryBytes);
        Checks.that(cores >= 1, "cores", "is at least 1", cores);
        Checks.that(gpuMemoryBytes >= 0, "gpuMemoryBytes", "is not negative", gpuMemoryBytes);
    }
}
