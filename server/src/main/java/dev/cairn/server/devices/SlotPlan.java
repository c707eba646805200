package dev.cairn.server.devices;

import dev.cairn.server.config.QueueOffer;
import dev.cairn.server.config.Units;
import dev.cairn.server.worker.Slot;
import dev.cairn.store.SlotOffer;
import dev.cairn.trainers.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes slots of a machine. No GPU is promised twice: neither to two queues, nor with more memory than it has.
 *
 * @param cpuSlots slots of a CPU queue that does not say
 * @param trialMemoryBytes resident memory of a trial where its queue does not say
 */
public record SlotPlan(Machine machine, int cpuSlots, long trialMemoryBytes) {
    /** Slots of a class with this ending share a GPU in so many parts where their number is not said. */
    private static final Map<String, Integer> PARTS = Map.of("-half", 2, "-third", 3, "-quarter", 4);

    /**
     * The slots of each queue, in the order of the queues.
     *
     * @throws NoSuchDevice when there are no GPUs for a queue of GPUs, or a promise cannot be kept
     */
    public Map<String, List<Slot>> slots(List<QueueOffer> queues) {
        Map<Integer, String> taken = new TreeMap<>();
        for (QueueOffer offer : queues) {
            offer.gpus().forEach(index -> take(taken, index, offer.queue()));
        }
        Map<String, List<Slot>> slots = new LinkedHashMap<>();
        for (QueueOffer offer : queues) {
            if (slots.put(offer.queue(), offer.onGpus() ? onGpus(offer, taken) : onCpu(offer)) != null) {
                throw new NoSuchDevice("queue '" + offer.queue() + "' is named twice");
            }
        }
        return slots;
    }

    private void take(Map<Integer, String> taken, int index, String queue) {
        if (machine.gpus().stream().noneMatch(gpu -> gpu.index() == index)) {
            throw new NoSuchDevice("queue '" + queue + "' names GPU " + index + "; this machine has "
                    + (machine.gpus().isEmpty()
                            ? "none: " + machine.why()
                            : machine.gpus().stream().map(Gpu::index).toList()));
        }
        String other = taken.putIfAbsent(index, queue);
        if (other != null) {
            throw new NoSuchDevice("GPU " + index + " is promised to both '" + other + "' and '" + queue + "'");
        }
    }

    private List<Slot> onCpu(QueueOffer offer) {
        int count = offer.slots().orElse(cpuSlots);
        int cores = Math.max(1, machine.cores() / count);
        return IntStream.range(0, count)
                .mapToObj(i -> new Slot(
                        new SlotOffer(
                                offer.queue(),
                                offer.queue() + "-" + i,
                                "cpu",
                                0,
                                "CPU",
                                offer.memoryBytes().orElse(trialMemoryBytes),
                                cores,
                                0),
                        Device.CPU,
                        false))
                .toList();
    }

    private List<Slot> onGpus(QueueOffer offer, Map<Integer, String> taken) {
        List<Gpu> gpus = new ArrayList<>();
        for (Gpu gpu : machine.gpus()) {
            if (offer.gpus().contains(gpu.index()) || (offer.gpus().isEmpty() && !taken.containsKey(gpu.index()))) {
                gpus.add(gpu);
            }
        }
        if (gpus.isEmpty()) {
            throw new NoSuchDevice("queue '" + offer.queue() + "' needs a GPU and this machine has none"
                    + (machine.gpus().isEmpty() ? ": " + machine.why() : " left for it: name them, as in gpu@0"));
        }
        gpus.forEach(gpu -> taken.put(gpu.index(), offer.queue()));
        int count = offer.slots().orElse(gpus.size() * parts(offer.queue()));
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Gpu gpu = gpus.get(i % gpus.size());
            int sharing = (count - i % gpus.size() + gpus.size() - 1) / gpus.size();
            slots.add(onGpu(offer, i, gpu, sharing, count));
        }
        return slots;
    }

    private Slot onGpu(QueueOffer offer, int number, Gpu gpu, int sharing, int count) {
        long memory = offer.memoryBytes().orElse(gpu.memoryBytes() / sharing);
        if (memory * sharing > gpu.memoryBytes()) {
            throw new NoSuchDevice("queue '" + offer.queue() + "' promises " + sharing + " times "
                    + Units.readableBytes(memory) + " on GPU " + gpu.index() + ", which has "
                    + Units.readableBytes(gpu.memoryBytes()));
        }
        SlotOffer slot = new SlotOffer(
                offer.queue(),
                offer.queue() + "-" + number,
                "gpu",
                gpu.index(),
                gpu.name(),
                trialMemoryBytes,
                Math.max(1, machine.cores() / count),
                memory);
        return new Slot(slot, new Device("gpu", gpu.index(), 1), gpu.simulated());
    }

    private static int parts(String queue) {
        return PARTS.entrySet().stream()
                .filter(part -> queue.endsWith(part.getKey()))
                .mapToInt(Map.Entry::getValue)
                .findFirst()
                .orElse(1);
    }
}
