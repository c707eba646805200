package dev.cairn.server.trial;

/**
 * The size of a child's Java heap; children of one class can take each other's trials. Native memory comes on top and is
 * bounded by {@link TrialLimits}.
 */
public record HeapClass(int mebibytes) {
    /** Enough for the small tables that most studies have: frames are mapped, not loaded, and tensors are native. */
    public static final HeapClass DEFAULT = new HeapClass(256);

    public HeapClass {
        if (mebibytes < 16) {
            throw new IllegalArgumentException("a trial's heap needs at least 16 MiB, got " + mebibytes);
        }
    }
}
