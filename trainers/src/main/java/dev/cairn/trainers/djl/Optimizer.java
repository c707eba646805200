package dev.cairn.trainers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** How a gradient changes a parameter; each of these is one native call per parameter. */
enum Optimizer {
    /** Stochastic gradient descent with momentum 0.9; L2 is added to the gradient. */
    SGD {
        @Override
        int memories() {
            return 1;
        }

        @Override
        void update(NDArray parameter, NDArray gradient, NDArray[] memory, Step step) {
            JniUtils.sgdUpdate(
                    (PtNDArray) parameter,
                    (PtNDArray) gradient,
                    (PtNDArray) memory[0],
                    step.learningRate(),
                    step.l2(),
                    step.gradientScale(),
                    NO_CLIPPING,
                    MOMENTUM);
        }
    },

    /** Adam (Kingma and Ba, ICLR 2015); L2 is added to the gradient. */
    ADAM {
        @Override
        void update(NDArray parameter, NDArray gradient, NDArray[] memory, Step step) {
            adam(parameter, gradient, memory, step, false);
        }
    },

    /** Adam with decay apart from the gradient (Loshchilov and Hutter, ICLR 2019, algorithm 2). */
    ADAMW {
        @Override
        void update(NDArray parameter, NDArray gradient, NDArray[] memory, Step step) {
            adam(parameter, gradient, memory, step, true);
        }
    };

    private static final float NO_CLIPPING = -1;
    private static final float MOMENTUM = 0.9f;
    // The values of Kingma and Ba, section 2.
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final float EPSILON = 1e-8f;

    /**
     * What all parameters of one update share.
     *
     * @param number of updates so far, this one included
     * @param gradientScale one over the rows of the batch, since gradients are sums
     */
    record Step(long number, float learningRate, float l2, float gradientScale) {
        Step withoutL2() {
            return new Step(number, learningRate, 0, gradientScale);
        }
    }

    /** How many arrays it remembers per parameter. */
    int memories() {
        return 2;
    }

    abstract void update(NDArray parameter, NDArray gradient, NDArray[] memory, Step step);

    private static void adam(NDArray parameter, NDArray gradient, NDArray[] memory, Step step, boolean decoupled) {
        double corrected = step.learningRate()
                * Math.sqrt(1 - Math.pow(BETA_2, (double) step.number()))
                / (1 - Math.pow(BETA_1, (double) step.number()));
        JniUtils.adamUpdate(
                (PtNDArray) parameter,
                (PtNDArray) gradient,
                (PtNDArray) memory[0],
                (PtNDArray) memory[1],
                step.learningRate(),
                (float) corrected,
                step.l2(),
                step.gradientScale(),
                NO_CLIPPING,
                (float) BETA_1,
                (float) BETA_2,
                EPSILON,
                decoupled);
    }
}
