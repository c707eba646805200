package dev.cairn.server.worker;

import dev.cairn.trainers.Device;

/**
 * One place to run an attempt.
 *
 * @param name unique within its worker, shown with the attempt
 * @param device what a trial on this slot may use
 */
public record Slot(String name, Device device) {}
