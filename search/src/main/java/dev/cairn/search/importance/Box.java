package dev.cairn.search.importance;

/** A leaf of a regression tree: a part of the unit cube in which the tree says the same everywhere. */
@SuppressWarnings("ArrayRecordComponent") // private to this package, which does not write to it
record Box(double[] low, double[] high, double value) {
    double width(int axis) {
        return high[axis] - low[axis];
    }

    double volume() {
        double volume = 1;
        for (int d = 0; d < low.length; d++) {
            volume *= width(d);
        }
        return volume;
    }
}
