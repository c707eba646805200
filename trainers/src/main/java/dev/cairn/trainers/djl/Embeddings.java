package dev.cairn.trainers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.cairn.trainers.djl.Parameter.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Learned points for the levels of categories (Guo and Berkhahn, arXiv 1604.06737, §3), in front of a network. Rows come with their numbers first and
 * then a level's place per category; categories with points of the same width share a table, which is one look-up.
 *
 * @param numbers how many of a row's inputs are passed on as they are
 * @param tables in the order of the inputs
 */
record Embeddings(int numbers, List<Table> tables, Network network) implements Network {
    /**
     * Points of some categories, one below the other.
     *
     * @param categories how many inputs are places in it
     * @param points rows of the table; the first of each category is for what training did not have
     * @param unknown rows that begin at the origin, the mean of all points
     */
    record Table(int categories, int points, int width, List<Integer> unknown) {
        Table {
            unknown = List.copyOf(unknown);
        }
    }

    Embeddings {
        tables = List.copyOf(tables);
    }

    /** What the network behind them gets per row. */
    static int outputs(int numbers, List<Table> tables) {
        return numbers
                + tables.stream()
                        .mapToInt(table -> table.categories() * table.width())
                        .sum();
    }

    @Override
    public List<Parameter> parameters(RandomGenerator random) {
        List<Parameter> parameters = new ArrayList<>();
        for (Table table : tables) {
            parameters.add(points(table, random));
        }
        parameters.addAll(network.parameters(random));
        return parameters;
    }

    /** At a distance of about 1 from the origin, like the corners that one-hot levels are. */
    private static Parameter points(Table table, RandomGenerator random) {
        Parameter drawn = Parameter.weight(random, 1, table.width(), table.points(), table.width());
        for (int row : table.unknown()) {
            java.util.Arrays.fill(drawn.initial(), row * table.width(), (row + 1) * table.width(), 0);
        }
        return new Parameter(Role.WEIGHT, drawn.shape(), drawn.initial());
    }

    @Override
    public NDArray forward(NDArray input, List<NDArray> parameters, boolean training) {
        NDList parts = Torch.split(input, ends());
        NDList inputs = new NDList();
        if (numbers > 0) {
            inputs.add(parts.get(0));
        }
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            NDArray found = Torch.embedding(parts.get(i + 1), parameters.get(i));
            inputs.add(found.reshape(-1, (long) table.categories() * table.width()));
        }
        return network.forward(Torch.join(inputs), parameters.subList(tables.size(), parameters.size()), training);
    }

    private long[] ends() {
        long[] ends = new long[tables.size()];
        long end = numbers;
        for (int i = 0; i < ends.length; i++) {
            ends[i] = end;
            end += tables.get(i).categories();
        }
        return ends;
    }
}
