package dev.cairn.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A worker that joins.
 *
 * @param offers its slots
 */
public record NewWorker(UUID id, String host, long pid, String version, List<SlotOffer> offers) {
    public NewWorker {
        Checks.notBlank("host", host);
        offers = List.copyOf(offers);
    }

    /** A worker with plain CPU slots that promise nothing. */
    public NewWorker(UUID id, String host, long pid, String version, Map<String, Integer> slots) {
        this(id, host, pid, version, plain(slots));
    }

    /** Number of slots by queue. */
    public Map<String, Integer> slots() {
        return counts(offers);
    }

    static Map<String, Integer> counts(List<SlotOffer> offers) {
        Map<String, Integer> counts = new TreeMap<>();
        offers.forEach(offer -> counts.merge(offer.queue(), 1, Integer::sum));
        return counts;
    }

    private static List<SlotOffer> plain(Map<String, Integer> slots) {
        return slots.entrySet().stream()
                .flatMap(queue -> IntStream.range(0, queue.getValue())
                        .mapToObj(
                                i -> new SlotOffer(queue.getKey(), queue.getKey() + "-" + i, "cpu", 0, "CPU", 0, 1, 0)))
                .toList();
    }
}
