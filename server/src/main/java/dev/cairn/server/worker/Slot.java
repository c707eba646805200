package dev.cairn.server.worker;

import dev.cairn.store.SlotOffer;
import dev.cairn.trainers.Device;

/**
 * One place to run an attempt.
 *
 * @param offer its name, its class and what it promises
 * @param device what a trial on this slot sees
 * @param simulated whether there is no such device: trials are pinned to it and compute on the CPU
 */
public record Slot(SlotOffer offer, Device device, boolean simulated) {
    /** A place on the CPU that promises nothing. */
    public static Slot cpu(String queue, String name) {
        return new Slot(new SlotOffer(queue, name, "cpu", 0, "CPU", 0, 1, 0), Device.CPU, false);
    }

    /** Unique within its worker, shown with the attempt. */
    public String name() {
        return offer.name();
    }

    /** What a trainer computes on. Its process sees no other GPU than the one it is pinned to, which is the first for it. */
    Device computesOn(int threads) {
        return simulated ? new Device("cpu", 0, threads) : new Device(device.kind(), 0, threads);
    }
}
