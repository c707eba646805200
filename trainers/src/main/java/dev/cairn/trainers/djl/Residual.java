package dev.cairn.trainers.djl;

import ai.djl.ndarray.NDArray;
import dev.cairn.trainers.djl.Parameter.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Blocks that each add to what came in (Gorishniy et al., NeurIPS 2021, §3.2, with the layer normalisation of Ba et al., arXiv 1607.06450, which
 * knows no batches): normalise, widen, activate, drop out, narrow, drop out. Before the first a linear layer, after the last a normalisation and a
 * linear output.
 */
record Residual(int inputs, int blocks, int units, Activation activation, double dropout, int outputs)
        implements Network {
    private static final int PER_BLOCK = 6;

    @Override
    public List<Parameter> parameters(RandomGenerator random) {
        List<Parameter> parameters = new ArrayList<>();
        linear(parameters, random, 1, inputs, units);
        for (int block = 0; block < blocks; block++) {
            norm(parameters);
            linear(parameters, random, activation.gain(), units, units);
            // Small, so that deep stacks begin as nothing but their first layer.
            linear(parameters, random, 1 / Math.sqrt(blocks), units, units);
        }
        norm(parameters);
        linear(parameters, random, 1, units, outputs);
        return parameters;
    }

    private void norm(List<Parameter> parameters) {
        parameters.add(Parameter.constant(Role.OFFSET, 1, units));
        parameters.add(Parameter.constant(Role.OFFSET, 0, units));
    }

    private static void linear(List<Parameter> parameters, RandomGenerator random, double gain, int from, int to) {
        parameters.add(Parameter.weight(random, gain, from, to, from));
        parameters.add(Parameter.constant(Role.OFFSET, 0, to));
    }

    @Override
    public NDArray forward(NDArray input, List<NDArray> parameters, boolean training) {
        NDArray hidden = Torch.linear(input, parameters.get(0), parameters.get(1));
        for (int block = 0; block < blocks; block++) {
            List<NDArray> own = parameters.subList(2 + block * PER_BLOCK, 2 + (block + 1) * PER_BLOCK);
            NDArray wide = Torch.linear(normalised(hidden, own.get(0), own.get(1)), own.get(2), own.get(3));
            NDArray narrow =
                    Torch.linear(Torch.dropout(activation.apply(wide), dropout, training), own.get(4), own.get(5));
            hidden = Torch.add(hidden, Torch.dropout(narrow, dropout, training));
        }
        int last = 2 + blocks * PER_BLOCK;
        NDArray out = activation.apply(normalised(hidden, parameters.get(last), parameters.get(last + 1)));
        return Torch.linear(out, parameters.get(last + 2), parameters.get(last + 3));
    }

    private NDArray normalised(NDArray input, NDArray gain, NDArray offset) {
        return Torch.layerNorm(input, units, gain, offset);
    }
}
