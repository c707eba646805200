package dev.cairn.server.spec;

/**
 * A class of slots: what each of its slots promises at least.
 *
 * @param gpu whether its slots are on GPUs
 */
public record SlotClass(String queue, long memoryBytes, int cores, boolean gpu, long gpuMemoryBytes) {}
