package dev.cairn.trainers.forest;

/**
 * A question to the rows of a node.
 *
 * @param cut bins up to this one go left; of no meaning for a set of levels
 * @param levels for a categorical feature 256 bits, one per bin, set for those that go left; otherwise empty
 * @param missingLeft whether missing cells go left; for a set of levels the bit of the missing bin says the same
 * @param gain how much purer the two parts are together
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Split(int feature, int cut, long[] levels, boolean missingLeft, double gain) {
    boolean categorical() {
        return levels.length > 0;
    }

    boolean left(int bin) {
        if (levels.length > 0) {
            return ((levels[bin >>> 6] >>> bin) & 1) != 0;
        }
        return bin == BinnedTable.MISSING ? missingLeft : bin <= cut;
    }
}
