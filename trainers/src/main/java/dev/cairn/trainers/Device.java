package dev.cairn.trainers;

/**
 * Where a trial runs.
 *
 * @param kind {@code cpu} or {@code gpu}
 * @param index of the GPU; 0 on a CPU
 * @param threads how many threads a trainer may use; one unless asked, since trials side by side are faster
 */
public record Device(String kind, int index, int threads) {
    public static final Device CPU = new Device("cpu", 0, 1);

    public Device {
        if (!kind.equals("cpu") && !kind.equals("gpu")) {
            throw new IllegalArgumentException("a device is cpu or gpu, got " + kind);
        }
        if (index < 0 || threads < 1) {
            throw new IllegalArgumentException(
                    "a device needs index >= 0 and threads >= 1, got " + index + " and " + threads);
        }
    }
}
