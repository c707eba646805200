package dev.cairn.trainers.forest;

import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.data.Task;

/**
 * Extremely randomised trees (Geurts, Ernst and Wehenkel, Machine Learning 2006): each tree learns from all rows and takes the best of cuts that are
 * drawn, one per feature. A step is a tree.
 */
public final class ExtraTreesTrainer extends TreesTrainer {
    @Override
    public String name() {
        return "extraTrees";
    }

    @Override
    boolean randomCuts() {
        return true;
    }

    @Override
    boolean replaced() {
        return false;
    }

    @Override
    double usualFeatures(TaskShape shape) {
        return shape.task() == Task.REGRESSION ? 1 : squareRoot(shape);
    }

    @Override
    int usualMinLeaf(TaskShape shape) {
        return 1;
    }
}
