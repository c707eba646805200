package dev.cairn.trainers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.cairn.trainers.djl.Parameter.Role;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** All arrays of one model: the current parameters, what the optimizer remembers of each, and the parameters selected so far. */
final class Weights {
    private final Optimizer optimizer;
    private final float learningRate;
    private final float l2;
    private final List<Role> roles = new ArrayList<>();
    private final List<NDArray> current = new ArrayList<>();
    private final List<NDArray> selected = new ArrayList<>();
    private final List<NDArray[]> memories = new ArrayList<>();
    private long updates;

    Weights(NDManager manager, List<Parameter> parameters, Optimizer optimizer, double learningRate, double l2) {
        this.optimizer = optimizer;
        this.learningRate = (float) learningRate;
        this.l2 = (float) l2;
        for (Parameter parameter : parameters) {
            boolean learned = parameter.role() != Role.STATISTIC;
            NDArray array = Torch.array(manager, parameter.initial(), parameter.shape());
            NDArray[] memory = new NDArray[learned ? optimizer.memories() : 0];
            for (int i = 0; i < memory.length; i++) {
                memory[i] = array.zerosLike();
            }
            roles.add(parameter.role());
            selected.add(array.duplicate());
            memories.add(memory);
            current.add(array);
            if (learned) {
                array.setRequiresGradient(true);
            }
        }
    }

    List<NDArray> current() {
        return current;
    }

    List<NDArray> selected() {
        return selected;
    }

    /** Moves every learned parameter along its gradient, which is the sum over so many rows, and forgets the gradient. */
    void update(int rows) {
        Optimizer.Step step = new Optimizer.Step(++updates, learningRate, l2, 1f / rows);
        for (int i = 0; i < current.size(); i++) {
            Role role = roles.get(i);
            if (role != Role.STATISTIC) {
                NDArray parameter = current.get(i);
                try (NDArray gradient = Torch.gradient(parameter)) {
                    optimizer.update(
                            parameter, gradient, memories.get(i), role == Role.WEIGHT ? step : step.withoutL2());
                }
                Torch.clearGradient(parameter);
            }
        }
    }

    /** The current parameters are the best so far. */
    void select() {
        for (int i = 0; i < current.size(); i++) {
            current.get(i).copyTo(selected.get(i));
        }
    }

    /** Of the weights that predict, four bytes a number. */
    long bytes() {
        return Float.BYTES * selected.stream().mapToLong(NDArray::size).sum();
    }

    /** Where everything that learning changes stands. */
    State state() {
        return new State(updates, all().stream().map(NDArray::toFloatArray).toList());
    }

    /** Takes back what was learned since. */
    void back(State earlier) {
        updates = earlier.updates();
        List<NDArray> all = all();
        for (int i = 0; i < all.size(); i++) {
            all.get(i).set(FloatBuffer.wrap(earlier.values().get(i)));
        }
    }

    /** A moment of the parameters, in the order of {@link #all}. */
    record State(long updates, List<float[]> values) {}

    void write(DataOutputStream out) throws IOException {
        out.writeLong(updates);
        for (NDArray array : all()) {
            float[] values = array.toFloatArray();
            out.writeInt(values.length);
            for (float value : values) {
                out.writeFloat(value);
            }
        }
    }

    void read(DataInputStream in) throws IOException {
        updates = in.readLong();
        for (NDArray array : all()) {
            float[] values = new float[in.readInt()];
            if (values.length != array.size()) {
                throw new IOException("a saved array has " + values.length + " numbers, not " + array.size());
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readFloat();
            }
            array.set(FloatBuffer.wrap(values));
        }
    }

    private List<NDArray> all() {
        List<NDArray> all = new ArrayList<>(current);
        all.addAll(selected);
        memories.forEach(memory -> all.addAll(List.of(memory)));
        return all;
    }
}
