package dev.cairn.trainers.linear;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.tribuo.math.la.DenseMatrix;

/**
 * AdaGrad with composite mirror descent: after the step along the gradient, each weight is brought towards 0 by the penalties under its own step size,
 * so that L1 makes exact zeros (Duchi, Hazan and Singer, JMLR 2011, §1.1 eq. 4 and §5.1). The intercept, last in each row, is not penalised.
 */
final class ElasticNetAdaGrad {
    /** Keeps the first step of a weight without gradient finite. */
    private static final double FLOOR = 1e-8;

    private final DenseMatrix weights;
    private final double[][] squares;
    private final double rate;
    private final double l1;
    private final double l2;

    ElasticNetAdaGrad(DenseMatrix weights, double rate, double l1, double l2) {
        this.weights = weights;
        this.squares = new double[weights.getDimension1Size()][weights.getDimension2Size()];
        this.rate = rate;
        this.l1 = l1;
        this.l2 = l2;
    }

    /** Moves the weights along {@code ascent × share}, which lowers the loss. */
    void step(DenseMatrix ascent, double share) {
        for (int output = 0; output < squares.length; output++) {
            int intercept = squares[output].length - 1;
            for (int input = 0; input <= intercept; input++) {
                double direction = ascent.get(output, input) * share;
                squares[output][input] += direction * direction;
                double size = rate / (FLOOR + Math.sqrt(squares[output][input]));
                double moved = weights.get(output, input) + size * direction;
                weights.set(output, input, input == intercept ? moved : shrunk(moved, size));
            }
        }
    }

    /**
     * Hard thresholding (Blumensath and Davies, Applied and Computational Harmonic Analysis 2009, §2): of all inputs only those with the largest
     * weights keep them. The others may come back with later steps.
     */
    void keep(int most) {
        int intercept = squares[0].length - 1;
        if (most >= intercept) {
            return;
        }
        double[] sizes = new double[intercept];
        for (int input = 0; input < intercept; input++) {
            for (int output = 0; output < squares.length; output++) {
                sizes[input] = Math.max(sizes[input], Math.abs(weights.get(output, input)));
            }
        }
        int[] ordered = IntStream.range(0, intercept)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer input) -> -sizes[input]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int place = most; place < ordered.length; place++) {
            for (int output = 0; output < squares.length; output++) {
                weights.set(output, ordered[place], 0);
            }
        }
    }

    private double shrunk(double weight, double size) {
        double beyond = Math.abs(weight) - size * l1;
        return beyond <= 0 ? 0 : Math.copySign(beyond / (1 + size * l2), weight);
    }

    /** Where weights and squared gradients stand. */
    State state() {
        double[][] kept = new double[squares.length][];
        double[][] seen = new double[squares.length][];
        for (int output = 0; output < squares.length; output++) {
            kept[output] = weights.getRow(output).toArray();
            seen[output] = squares[output].clone();
        }
        return new State(kept, seen);
    }

    /** Takes back what was learned since. */
    void back(State earlier) {
        for (int output = 0; output < squares.length; output++) {
            for (int input = 0; input < squares[output].length; input++) {
                weights.set(output, input, earlier.weights[output][input]);
            }
            System.arraycopy(earlier.squares[output], 0, squares[output], 0, squares[output].length);
        }
    }

    /** A moment of the optimizer, by output and input. */
    static final class State {
        private final double[][] weights;
        private final double[][] squares;

        private State(double[][] weights, double[][] squares) {
            this.weights = weights;
            this.squares = squares;
        }
    }

    void write(DataOutputStream out) throws IOException {
        for (int output = 0; output < squares.length; output++) {
            for (int input = 0; input < squares[output].length; input++) {
                out.writeDouble(weights.get(output, input));
                out.writeDouble(squares[output][input]);
            }
        }
    }

    void read(DataInputStream in) throws IOException {
        for (int output = 0; output < squares.length; output++) {
            for (int input = 0; input < squares[output].length; input++) {
                weights.set(output, input, in.readDouble());
                squares[output][input] = in.readDouble();
            }
        }
    }
}
