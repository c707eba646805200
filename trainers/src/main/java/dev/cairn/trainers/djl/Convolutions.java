package dev.cairn.trainers.djl;

import ai.djl.ndarray.NDArray;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.djl.Parameter.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Blocks of convolution, batch normalisation (Ioffe and Szegedy, ICML 2015) and rectifier, each followed by halving the
 * image while it is at least 4 pixels wide and high; then dropout and a linear output over all that is left, places kept
 * apart. Every block has twice as many planes as the one before.
 */
record Convolutions(ImageShape image, int blocks, int width, int kernel, double dropout, int outputs)
        implements Network {
    private static final int PER_BLOCK = 5;
    private static final int SMALLEST_HALVED = 4;

    @Override
    public List<Parameter> parameters(RandomGenerator random) {
        List<Parameter> parameters = new ArrayList<>();
        int planes = image.channels();
        for (int block = 0; block < blocks; block++) {
            int next = width << block;
            int inputs = planes * kernel * kernel;
            parameters.add(Parameter.weight(random, Activation.RELU.gain(), inputs, next, planes, kernel, kernel));
            parameters.add(Parameter.constant(Role.OFFSET, 1, next));
            parameters.add(Parameter.constant(Role.OFFSET, 0, next));
            parameters.add(Parameter.constant(Role.STATISTIC, 0, next));
            parameters.add(Parameter.constant(Role.STATISTIC, 1, next));
            planes = next;
        }
        int features = planes * side(image.height()) * side(image.width());
        parameters.add(Parameter.weight(random, 1, features, outputs, features));
        parameters.add(Parameter.constant(Role.OFFSET, 0, outputs));
        return parameters;
    }

    @Override
    public NDArray forward(NDArray input, List<NDArray> parameters, boolean training) {
        long rows = input.getShape().get(0);
        NDArray planes = input.reshape(rows, image.channels(), image.height(), image.width());
        for (int block = 0; block < blocks; block++) {
            List<NDArray> own = parameters.subList(block * PER_BLOCK, (block + 1) * PER_BLOCK);
            NDArray sum = Torch.convolution(planes, own.get(0), kernel / 2);
            NDArray even = Torch.batchNorm(sum, own.get(1), own.get(2), own.get(3), own.get(4), training);
            planes = Activation.RELU.apply(even);
            if (halves(block)) {
                planes = Torch.halve(planes);
            }
        }
        NDArray features = Torch.dropout(planes.reshape(rows, -1), dropout, training);
        return Torch.linear(features, parameters.get(blocks * PER_BLOCK), parameters.get(blocks * PER_BLOCK + 1));
    }

    private boolean halves(int block) {
        return Math.min(image.height(), image.width()) >> block >= SMALLEST_HALVED;
    }

    /** What the blocks leave of a side. */
    private int side(int pixels) {
        int left = pixels;
        for (int block = 0; block < blocks; block++) {
            left = halves(block) ? left / 2 : left;
        }
        return left;
    }
}
