package dev.cairn.trainers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** What a hidden unit does with its input. */
enum Activation {
    RELU {
        @Override
        NDArray apply(NDArray input) {
            return JniUtils.relu((PtNDArray) input);
        }
    },

    GELU {
        @Override
        NDArray apply(NDArray input) {
            return JniUtils.gelu((PtNDArray) input);
        }
    },

    TANH {
        @Override
        NDArray apply(NDArray input) {
            return JniUtils.tanh((PtNDArray) input);
        }

        @Override
        double gain() {
            return 5.0 / 3;
        }
    };

    abstract NDArray apply(NDArray input);

    /**
     * By how much initial weights are larger than those of a layer without activation, so that the variance of what flows
     * forward stays (He et al., ICCV 2015, eq. 10; for tanh the customary 5/3).
     */
    double gain() {
        return Math.sqrt(2);
    }
}
