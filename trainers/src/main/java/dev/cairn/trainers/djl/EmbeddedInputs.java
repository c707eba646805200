package dev.cairn.trainers.djl;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Columns as {@link TableInputs} has them, and behind them the categories whose levels get points of their own: a place in the table of their width.
 *
 * @param plain the other columns; empty without any
 * @param categories in the order of the inputs
 */
record EmbeddedInputs(List<Integer> others, TableInputs plain, List<Category> categories) implements Inputs {
    /** Fewer levels are as well told apart by features of zeros and ones. */
    private static final int FEWEST_LEVELS = 4;

    private static final int WIDEST = 32;

    /**
     * One category.
     *
     * @param column its place in the frame
     * @param places in the table, by spelling
     * @param unknown the place of what is missing, or what training did not have
     */
    record Category(int column, int width, Map<String, Integer> places, int unknown) {
        void read(Column.Categorical from, int[] rows, float[] out, int at, int stride) {
            int[] ofCode = from.levels().stream()
                    .mapToInt(level -> places.getOrDefault(level, unknown))
                    .toArray();
            int place = at;
            for (int row : rows) {
                int code = from.code(row);
                out[place] = code == Column.Categorical.MISSING ? unknown : ofCode[code];
                place += stride;
            }
        }
    }

    /** Whether there is a category with so many levels. */
    static boolean useful(RowSet rows) {
        return rows.frame().columns().stream().anyMatch(column -> levels(column, rows) >= FEWEST_LEVELS);
    }

    static EmbeddedInputs fit(RowSet rows) {
        List<Column> columns = rows.frame().columns();
        Map<Integer, List<Integer>> byWidth = new TreeMap<>();
        List<Integer> others = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int levels = levels(columns.get(c), rows);
            if (levels >= FEWEST_LEVELS) {
                byWidth.computeIfAbsent(points(levels), width -> new ArrayList<>())
                        .add(c);
            } else {
                others.add(c);
            }
        }
        List<Category> categories = new ArrayList<>();
        byWidth.forEach((width, group) -> {
            int next = 0;
            for (int c : group) {
                Category category = category((Column.Categorical) columns.get(c), c, width, next, rows.rows());
                categories.add(category);
                next += 1 + category.places().size();
            }
        });
        return new EmbeddedInputs(others, TableInputs.fit(only(rows, others)), categories);
    }

    private static Category category(Column.Categorical column, int at, int width, int from, int[] rows) {
        Map<String, Integer> places = new HashMap<>();
        boolean[] known = known(column, rows);
        for (int code = 0; code < known.length; code++) {
            if (known[code]) {
                places.put(column.levels().get(code), from + 1 + places.size());
            }
        }
        return new Category(at, width, Map.copyOf(places), from);
    }

    private static boolean[] known(Column.Categorical column, int[] rows) {
        boolean[] known = new boolean[column.levels().size()];
        for (int row : rows) {
            int code = column.code(row);
            if (code != Column.Categorical.MISSING) {
                known[code] = true;
            }
        }
        return known;
    }

    private static int levels(Column column, RowSet rows) {
        if (!(column instanceof Column.Categorical categorical)
                || categorical.levels().size() < FEWEST_LEVELS) {
            return 0;
        }
        boolean[] known = known(categorical, rows.rows());
        return (int)
                IntStream.range(0, known.length).filter(code -> known[code]).count();
    }

    /** The rule of thumb of Howard and Gugger (Deep Learning for Coders 2020, chapter 9), up to a power of two so that categories can share tables. */
    private static int points(int levels) {
        double wanted = 1.6 * Math.pow(levels, 0.56);
        int width = 2;
        while (width < wanted && width < WIDEST) {
            width *= 2;
        }
        return width;
    }

    private static RowSet only(RowSet rows, List<Integer> columns) {
        return new RowSet(only(rows.frame(), columns), rows.rows());
    }

    private static Frame only(Frame frame, List<Integer> columns) {
        return frame.with(columns.stream().map(frame.columns()::get).toList());
    }

    /** The tables that the categories' places are in, in the order of the inputs. */
    List<Embeddings.Table> tables() {
        Map<Integer, List<Category>> byWidth = new TreeMap<>();
        for (Category category : categories) {
            byWidth.computeIfAbsent(category.width(), width -> new ArrayList<>())
                    .add(category);
        }
        return byWidth.entrySet().stream()
                .map(group -> new Embeddings.Table(
                        group.getValue().size(),
                        group.getValue().stream()
                                .mapToInt(category -> 1 + category.places().size())
                                .sum(),
                        group.getKey(),
                        group.getValue().stream().map(Category::unknown).toList()))
                .toList();
    }

    int numbers() {
        return plain.width();
    }

    @Override
    public int width() {
        return numbers() + categories.size();
    }

    @Override
    public void read(Frame frame, int[] rows, float[] out) {
        float[] numbers = new float[rows.length * numbers()];
        plain.read(only(frame, others), rows, numbers);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(numbers, row * numbers(), out, row * width(), numbers());
        }
        int at = numbers();
        for (Category category : categories) {
            Column.Categorical column = (Column.Categorical) frame.columns().get(category.column());
            category.read(column, rows, out, at++, width());
        }
    }
}
