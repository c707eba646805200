package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A level as the mean of the target over its rows, drawn towards the mean of all by its few rows (Micci-Barreca, SIGKDD Explorations 2001, eq. 7,
 * with a constant prior weight). What models learn from is worked out of fold: no row's own target, nor that of a row with equal features, has a part
 * in its encoding, and a level that the other folds do not have gets the mean of all rows, which is the same for every fold and so tells nothing of
 * it. Several classes have a feature each, up to {@value #MOST_CLASSES} of the most frequent.
 *
 * @param sums by output, fold and level; the last fold is all of them together, the last level the missing one
 * @param counts by fold and level
 * @param prior by output
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record TargetPart(
        Map<String, Integer> levels,
        double[][][] sums,
        int[][] counts,
        double[] prior,
        List<String> outputs,
        double smoothing,
        long seed)
        implements Part {
    static final int FOLDS = 5;
    private static final int MOST_CLASSES = 10;

    static TargetPart fit(Column.Categorical column, RowSet train, double smoothing, long seed) {
        Map<String, Integer> levels = LevelCounts.numbered(column.levels());
        List<double[]> answers = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        answers(train.target(), answers, outputs);
        int missing = levels.size();
        double[][][] sums = new double[answers.size()][FOLDS + 1][missing + 1];
        int[][] counts = new int[FOLDS + 1][missing + 1];
        double[] prior = new double[answers.size()];
        for (int i = 0; i < train.size(); i++) {
            int row = train.rows()[i];
            int code = column.code(row);
            int level = code == Column.Categorical.MISSING ? missing : code;
            int fold = fold(train, row, seed);
            counts[fold][level]++;
            counts[FOLDS][level]++;
            for (int output = 0; output < prior.length; output++) {
                double answer = answers.get(output)[i];
                sums[output][fold][level] += answer;
                sums[output][FOLDS][level] += answer;
                prior[output] += answer / train.size();
            }
        }
        return new TargetPart(levels, sums, counts, prior, List.copyOf(outputs), smoothing, seed);
    }

    private static void answers(Target target, List<double[]> answers, List<String> names) {
        if (target instanceof Target.Numbers numbers) {
            answers.add(numbers.values());
            names.add("mean");
            return;
        }
        Target.Classes classes = (Target.Classes) target;
        int[] counts = classes.counts();
        int[] chosen = classes.classes() == 2
                ? new int[] {1}
                : IntStream.range(0, counts.length)
                        .boxed()
                        .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
                        .limit(MOST_CLASSES)
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .toArray();
        for (int label : chosen) {
            answers.add(Arrays.stream(classes.codes())
                    .mapToDouble(code -> code == label ? 1 : 0)
                    .toArray());
            names.add("share of " + classes.labels().get(label));
        }
    }

    /** Rows with equal features are in one fold. */
    private static int fold(RowSet rows, int row, long seed) {
        return (int) Math.floorMod(Seeds.of(seed, "fold", rows.frame().group(row)), (long) FOLDS);
    }

    @Override
    public List<Column> of(Column column, RowSet rows) {
        return encoded(column, output -> {
            double[] means = new double[levels.size() + 1];
            Arrays.setAll(means, level -> mean(output, sums[output][FOLDS][level], counts[FOLDS][level]));
            return (level, row) -> means[level];
        });
    }

    @Override
    public List<Column> learned(Column column, RowSet rows) {
        byte[] folds = new byte[rows.frame().rows()];
        for (int row : rows.rows()) {
            folds[row] = (byte) fold(rows, row, seed);
        }
        return encoded(column, output -> (level, row) -> {
            int fold = folds[row];
            return mean(
                    output,
                    sums[output][FOLDS][level] - sums[output][fold][level],
                    counts[FOLDS][level] - counts[fold][level]);
        });
    }

    private double mean(int output, double sum, int count) {
        // Without rows even a prior that weighs nothing is all there is.
        return count == 0 ? prior[output] : (sum + smoothing * prior[output]) / (count + smoothing);
    }

    /** The encoding of a row's level. */
    private interface Encoding {
        double of(int level, int row);
    }

    private interface Encodings {
        Encoding of(int output);
    }

    private List<Column> encoded(Column column, Encodings encodings) {
        Column.Categorical categorical = (Column.Categorical) column;
        int unknown = -1;
        int[] ofCode = categorical.levels().stream()
                .mapToInt(level -> levels.getOrDefault(level, unknown))
                .toArray();
        List<Column> made = new ArrayList<>();
        for (int output = 0; output < prior.length; output++) {
            Encoding encoding = encodings.of(output);
            float otherwise = (float) prior[output];
            made.add(Column.Numeric.of(column.name() + " " + outputs.get(output), row -> {
                int code = categorical.code(row);
                int level = code == Column.Categorical.MISSING ? levels.size() : ofCode[code];
                return level == unknown ? otherwise : (float) encoding.of(level, row);
            }));
        }
        return made;
    }
}
