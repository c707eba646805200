package dev.cairn.trainers.forest;

/**
 * How trees grow.
 *
 * @param features how many features a split is chosen from, those that do not vary in the node not counted
 * @param depth most splits on the way to a leaf
 * @param leaves most leaves of a tree; the most useful splits come first when it binds
 * @param minLeaf fewest training rows of a leaf
 * @param randomCuts whether a feature's cut is drawn instead of searched (extra-trees)
 */
record TreeSettings(int features, int depth, int leaves, int minLeaf, Criterion criterion, boolean randomCuts) {
    static final int UNLIMITED = Integer.MAX_VALUE;

    TreeSettings {
        if (features < 1 || depth < 1 || leaves < 2 || minLeaf < 1) {
            throw new IllegalArgumentException("a tree needs features, depth and minLeaf >= 1 and leaves >= 2, got "
                    + features + ", " + depth + ", " + minLeaf + ", " + leaves);
        }
    }
}
