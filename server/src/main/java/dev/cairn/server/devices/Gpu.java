package dev.cairn.server.devices;

/**
 * A GPU of this machine.
 *
 * @param index its number, as the driver counts
 * @param name what the driver calls it
 * @param simulated whether there is no such device
 */
public record Gpu(int index, String name, long memoryBytes, boolean simulated) {}
