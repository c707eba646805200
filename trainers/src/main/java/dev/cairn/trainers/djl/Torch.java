package dev.cairn.trainers.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.TrainingFailure;
import java.nio.FloatBuffer;

/** The engine and those of its native functions that a network is made of. */
final class Torch {
    private static final String NAME = "PyTorch";

    private Torch() {}

    /** A manager whose arrays live as long as the model. Loads the engine on first use. */
    static NDManager manager(Device device) throws TrainingFailure {
        try {
            Engine engine = Engine.getEngine(NAME);
            JniUtils.setNumThreads(device.threads());
            return engine.newBaseManager(
                    device.kind().equals("gpu") ? ai.djl.Device.gpu(device.index()) : ai.djl.Device.cpu());
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            throw new TrainingFailure(
                    TrainingFailure.Kind.CODE, "the PyTorch engine does not start on " + device + ": " + e, e);
        }
    }

    /** The engine's stream, which dropout draws from, is global: set it at the beginning of every epoch. */
    static void seed(long seed) {
        JniUtils.setSeed(seed);
    }

    /** Whether operations are recorded for {@link #backward}; a setting of the calling thread. */
    static void record(boolean on) {
        JniUtils.setGradMode(on);
    }

    static NDArray array(NDManager manager, float[] values, long... shape) {
        return manager.create(FloatBuffer.wrap(values), new Shape(shape));
    }

    /** Views of so many rows each; the last may have fewer. */
    static NDList split(NDArray array, int rows) {
        return JniUtils.split((PtNDArray) array, rows, 0);
    }

    /** Columns up to each of these ends, and those after the last. */
    static NDList split(NDArray array, long[] ends) {
        return array.split(ends, 1);
    }

    /** Columns side by side. */
    static NDArray join(NDList parts) {
        return parts.size() == 1
                ? parts.get(0)
                : JniUtils.cat(parts.stream().map(part -> (PtNDArray) part).toArray(PtNDArray[]::new), 1);
    }

    /** The rows of a table at these places, which are numbers. */
    static NDArray embedding(NDArray places, NDArray table) {
        return JniUtils.embedding((PtNDArray) places.toType(DataType.INT64, false), (PtNDArray) table, false);
    }

    static NDArray add(NDArray left, NDArray right) {
        return JniUtils.add((PtNDArray) left, (PtNDArray) right);
    }

    /** Each row to mean 0 and standard deviation 1, then stretched and moved. */
    static NDArray layerNorm(NDArray input, int width, NDArray gain, NDArray offset) {
        return JniUtils.layerNorm((PtNDArray) input, new Shape(width), (PtNDArray) gain, (PtNDArray) offset, 1e-5);
    }

    static NDArray linear(NDArray input, NDArray weight, NDArray bias) {
        return JniUtils.linear((PtNDArray) input, (PtNDArray) weight, (PtNDArray) bias);
    }

    static NDArray dropout(NDArray input, double share, boolean training) {
        return training && share > 0 ? JniUtils.dropout((PtNDArray) input, share, true) : input;
    }

    /** Without an offset: the normalisation that follows has one. */
    static NDArray convolution(NDArray input, NDArray weight, int padding) {
        Shape one = new Shape(1, 1);
        Shape border = new Shape(padding, padding);
        return JniUtils.convolution((PtNDArray) input, (PtNDArray) weight, null, one, border, one, 1);
    }

    /** The largest of each square of 2 x 2. */
    static NDArray halve(NDArray input) {
        Shape two = new Shape(2, 2);
        return JniUtils.maxPool((PtNDArray) input, two, two, new Shape(0, 0), false);
    }

    /** While training, {@code mean} and {@code variance} follow those of the batch. */
    static NDArray batchNorm(
            NDArray input, NDArray gamma, NDArray beta, NDArray mean, NDArray variance, boolean training) {
        return JniUtils.batchNorm(
                (PtNDArray) input,
                (PtNDArray) mean,
                (PtNDArray) variance,
                (PtNDArray) gamma,
                (PtNDArray) beta,
                training,
                0.1,
                1e-5);
    }

    /** Softmax of a value without its history. */
    static NDArray detachedSoftmax(NDArray logits) {
        try (NDArray values = detached(logits)) {
            return values.softmax(1);
        }
    }

    static NDArray detached(NDArray value) {
        return JniUtils.detachGradient((PtNDArray) value);
    }

    /** Spreads the gradient of the loss with respect to these values back to all parameters. */
    static void backward(NDArray values, NDArray gradient) {
        JniUtils.backward((PtNDArray) values, (PtNDArray) gradient, false, false);
    }

    static NDArray gradient(NDArray parameter) {
        return JniUtils.getGradient((PtNDArray) parameter);
    }

    static void clearGradient(NDArray parameter) {
        JniUtils.zeroGrad((PtNDArray) parameter);
    }
}
