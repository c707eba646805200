package dev.cairn.store;

/**
 * What a worker was asked to do.
 *
 * @param cordoned take no more work
 * @param draining besides, give back what runs
 */
public record WorkerOrders(boolean cordoned, boolean draining) {}
