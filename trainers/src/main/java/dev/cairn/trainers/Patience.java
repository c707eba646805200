package dev.cairn.trainers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Remembers the best step by a loss, and gives up when it was too long ago. */
public final class Patience {
    private final int steps;
    private int bestStep;
    private double bestLoss = Double.POSITIVE_INFINITY;

    /** Gives up after this many steps without a new best. */
    public Patience(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("patience needs at least 1 step, got " + steps);
        }
        this.steps = steps;
    }

    /** The loss after a step. Returns whether it is the best so far; NaN never is. */
    public boolean tell(int step, double loss) {
        boolean better = loss < bestLoss;
        if (better) {
            bestLoss = loss;
            bestStep = step;
        }
        return better;
    }

    /** 0 before any. */
    public int bestStep() {
        return bestStep;
    }

    public double bestLoss() {
        return bestLoss;
    }

    public boolean exhausted(int step) {
        return step - bestStep >= steps;
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(bestStep);
        out.writeDouble(bestLoss);
    }

    public void read(DataInputStream in) throws IOException {
        bestStep = in.readInt();
        bestLoss = in.readDouble();
    }
}
