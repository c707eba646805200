package dev.cairn.server.simulate;

import dev.cairn.search.space.Values;

/** How far configurations train. */
@FunctionalInterface
public interface Lengths {
    /** How far this one does. */
    Length of(Values values);

    /**
     * A training.
     *
     * @param steps where it ends
     * @param every steps between two measurements
     */
    record Length(int steps, int every) {
        public Length {
            if (steps < 1 || every < 1) {
                throw new IllegalArgumentException(
                        "a training has steps and measures them, got " + steps + ", " + every);
            }
        }

        /** The steps that are measured; the last one is. */
        int[] measured() {
            int count = (steps + every - 1) / every;
            int[] measured = new int[count];
            for (int i = 0; i < count; i++) {
                measured[i] = Math.min(steps, (i + 1) * every);
            }
            return measured;
        }
    }
}
