package dev.cairn.trainers.djl;

import ai.djl.ndarray.NDArray;
import dev.cairn.trainers.djl.Parameter.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Fully connected layers of equal width, dropout after each (Srivastava et al., JMLR 2014), and a linear output. */
record Perceptron(int inputs, int layers, int units, Activation activation, double dropout, int outputs)
        implements Network {

    @Override
    public List<Parameter> parameters(RandomGenerator random) {
        List<Parameter> parameters = new ArrayList<>();
        int width = inputs;
        for (int layer = 0; layer < layers; layer++) {
            parameters.add(Parameter.weight(random, activation.gain(), width, units, width));
            parameters.add(Parameter.constant(Role.OFFSET, 0, units));
            width = units;
        }
        parameters.add(Parameter.weight(random, 1, width, outputs, width));
        parameters.add(Parameter.constant(Role.OFFSET, 0, outputs));
        return parameters;
    }

    @Override
    public NDArray forward(NDArray input, List<NDArray> parameters, boolean training) {
        NDArray hidden = input;
        for (int layer = 0; layer < layers; layer++) {
            NDArray sum = Torch.linear(hidden, parameters.get(2 * layer), parameters.get(2 * layer + 1));
            hidden = Torch.dropout(activation.apply(sum), dropout, training);
        }
        return Torch.linear(hidden, parameters.get(2 * layers), parameters.get(2 * layers + 1));
    }
}
