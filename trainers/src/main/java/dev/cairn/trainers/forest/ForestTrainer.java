package dev.cairn.trainers.forest;

import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.data.Task;

/** A random forest (Breiman, Machine Learning 2001): each tree learns from rows drawn with replacement and searches its cuts. A step is a tree. */
public final class ForestTrainer extends TreesTrainer {
    @Override
    public String name() {
        return "forest";
    }

    @Override
    boolean randomCuts() {
        return false;
    }

    @Override
    boolean replaced() {
        return true;
    }

    @Override
    double usualFeatures(TaskShape shape) {
        return shape.task() == Task.REGRESSION ? 0.5 : squareRoot(shape);
    }

    @Override
    int usualMinLeaf(TaskShape shape) {
        return shape.task() == Task.REGRESSION ? 2 : 1;
    }
}
