package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.store.SlotOffer;
import dev.cairn.store.WorkerRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The classes of slots that are offered, and the smallest of them that holds a trial. */
public final class SlotClasses {
    private static final Comparator<SlotClass> SMALLEST = Comparator.comparing(SlotClass::gpu)
            .thenComparing(SlotClass::gpuMemoryBytes)
            .thenComparing(SlotClass::memoryBytes)
            .thenComparing(SlotClass::cores)
            .thenComparing(SlotClass::queue);

    private final List<SlotClass> classes;

    private SlotClasses(Collection<SlotClass> classes) {
        this.classes = List.copyOf(classes);
    }

    /** No class is known. */
    public static SlotClasses none() {
        return new SlotClasses(List.of());
    }

    /** What live workers offer. */
    public static SlotClasses of(List<WorkerRecord> workers) {
        Map<String, SlotClass> classes = new LinkedHashMap<>();
        workers.stream()
                .filter(WorkerRecord::alive)
                .flatMap(worker -> worker.offers().stream())
                .map(SlotClasses::single)
                .forEach(one -> classes.merge(one.queue(), one, SlotClasses::least));
        return new SlotClasses(classes.values());
    }

    private static SlotClass single(SlotOffer offer) {
        return new SlotClass(
                offer.queue(),
                offer.memoryBytes(),
                offer.cores(),
                offer.device().equals("gpu"),
                offer.gpuMemoryBytes());
    }

    private static SlotClass least(SlotClass a, SlotClass b) {
        return new SlotClass(
                a.queue(),
                Math.min(a.memoryBytes(), b.memoryBytes()),
                Math.min(a.cores(), b.cores()),
                a.gpu() && b.gpu(),
                Math.min(a.gpuMemoryBytes(), b.gpuMemoryBytes()));
    }

    /** The queue to run such trials on; a fault when slots are offered and none holds them. */
    String queue(ResourcesSpec resources, Complaints complaints) {
        if (resources.queue().isPresent()) {
            String queue = resources.queue().get();
            Optional<SlotClass> named =
                    classes.stream().filter(one -> one.queue().equals(queue)).findFirst();
            named.filter(one -> !resources.fits(one))
                    .ifPresent(one -> complain(complaints, "A slot of '" + queue + "' is smaller than that."));
            return queue;
        }
        String usual = resources.needsGpu() ? "gpu" : "cpu";
        if (!resources.declares() || classes.isEmpty()) {
            return usual;
        }
        Optional<SlotClass> smallest = classes.stream().filter(resources::fits).min(SMALLEST);
        if (smallest.isEmpty()) {
            complain(complaints, "No slot that a worker offers now is as large as that.");
        }
        return smallest.map(SlotClass::queue).orElse(usual);
    }

    /** The smallest class with more GPU memory than such a slot that holds such trials. */
    public Optional<SlotClass> larger(SlotOffer than, ResourcesSpec resources) {
        return classes.stream()
                .filter(one -> one.gpu() && one.gpuMemoryBytes() > than.gpuMemoryBytes() && resources.fits(one))
                .filter(one -> !one.queue().equals(than.queue()))
                .min(SMALLEST);
    }

    private void complain(Complaints complaints, String detail) {
        String offered = classes.stream()
                .sorted(SMALLEST)
                .map(one -> one.queue() + " (" + ResourcesSpec.words(one) + ")")
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
        complaints.add(
                List.of("resources"),
                Code.OUT_OF_RANGE,
                detail,
                Optional.of("Offered are " + offered + ". To wait for a worker to come, name its queue."));
    }
}
