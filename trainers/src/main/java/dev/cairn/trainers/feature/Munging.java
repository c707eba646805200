package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.split.Seeds;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Rows made up so that they lie where the given ones do (MUNGE, Bucila, Caruana and Niculescu-Mizil, KDD 2006, §3.3): each begins as one of them and
 * takes about half of its cells from the nearest of some others, numbers with noise as wide as half of what the two differ by. A function of rows and
 * seed. Not for images.
 */
public record Munging(long seed) {
    private static final double TAKEN = 0.5;
    private static final double NOISE = 0.5;

    /** Among so many a row's neighbour is looked for. */
    private static final int LOOKED_AT = 300;

    private static final int NOBODY = -1;

    /**
     * The rows themselves, all of them so many times one after the other, then made-up ones. What stands for their target means nothing; a made-up row
     * has the group of the one that it began as.
     */
    public Frame of(RowSet rows, int copies, int made) {
        Writing writing = new Writing(rows, schema(rows.frame()));
        try {
            for (int copy = 0; copy < copies; copy++) {
                for (int place = 0; place < rows.size(); place++) {
                    writing.write(place, place, new SplittableRandom(0));
                }
            }
            for (int number = 0; number < made; number++) {
                int place = (int) ((long) number * rows.size() / made);
                writing.write(place, writing.neighbour(place), Seeds.random(seed, "made", number));
            }
            return writing.memory.frame();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    private static FrameSchema schema(Frame frame) {
        List<Feature> features = frame.columns().stream().map(Munging::feature).toList();
        return new FrameSchema(
                features,
                frame.target() instanceof Target.Classes classes
                        ? new ClassTarget(frame.targetName(), classes.labels())
                        : new NumberTarget(frame.targetName()),
                Optional.empty());
    }

    private static Feature feature(Column column) {
        if (column instanceof Column.Categorical levels) {
            return new Feature(column.name(), levels.kind(), levels.levels());
        }
        if (column instanceof Column.Instant) {
            return Feature.datetime(column.name());
        }
        return column instanceof Column.Text ? Feature.text(column.name()) : Feature.numeric(column.name());
    }

    /** The frame while it is written. */
    private final class Writing {
        private final RowSet rows;
        private final FrameWriter.InMemory memory;
        private final double[] spreads;
        private final boolean[] whole;
        private final int[] neighbours;

        Writing(RowSet rows, FrameSchema schema) {
            this.rows = rows;
            this.memory = FrameWriter.inMemory(schema);
            List<Column> columns = rows.frame().columns();
            this.spreads = new double[columns.size()];
            this.whole = new boolean[columns.size()];
            this.neighbours = new int[rows.size()];
            Arrays.fill(neighbours, NOBODY);
            for (int c = 0; c < spreads.length; c++) {
                if (columns.get(c) instanceof Column.Numeric numeric) {
                    spreads[c] = Math.sqrt(Sample.of(numeric, rows.rows()).variance());
                    whole[c] = Arrays.stream(rows.rows())
                            .mapToDouble(numeric::value)
                            .filter(value -> !Double.isNaN(value))
                            .allMatch(value -> value == Math.rint(value));
                }
            }
        }

        /** The nearest of some rows that differ from it. */
        int neighbour(int place) {
            if (neighbours[place] == NOBODY) {
                SplittableRandom random = Seeds.random(seed, "neighbour", place);
                int nearest = place;
                double least = Double.POSITIVE_INFINITY;
                for (int look = 0; look < Math.min(LOOKED_AT, rows.size()); look++) {
                    int other = random.nextInt(rows.size());
                    double distance = distance(rows.rows()[place], rows.rows()[other]);
                    if (distance > 0 && distance < least) {
                        least = distance;
                        nearest = other;
                    }
                }
                neighbours[place] = nearest;
            }
            return neighbours[place];
        }

        private double distance(int row, int other) {
            double sum = 0;
            List<Column> columns = rows.frame().columns();
            for (int c = 0; c < spreads.length; c++) {
                if (columns.get(c) instanceof Column.Numeric numeric && spreads[c] > 0) {
                    double apart = Math.abs(numeric.value(row) - numeric.value(other)) / spreads[c];
                    boolean bothMissing = Float.isNaN(numeric.value(row)) && Float.isNaN(numeric.value(other));
                    sum += Double.isNaN(apart) ? (bothMissing ? 0 : 1) : apart;
                } else if (columns.get(c) instanceof Column.Categorical levels) {
                    sum += levels.code(row) == levels.code(other) ? 0 : 1;
                }
            }
            return sum;
        }

        void write(int place, int other, SplittableRandom random) throws IOException {
            int base = rows.rows()[place];
            for (int c = 0; c < spreads.length; c++) {
                boolean taken = other != place && random.nextDouble() < TAKEN;
                cell(c, base, taken ? rows.rows()[other] : base, random);
            }
            FrameWriter writer = memory.rows();
            if (rows.frame().target() instanceof Target.Classes classes) {
                writer.label(classes.labels().get(0));
            } else {
                writer.target(0);
            }
            writer.group(rows.frame().group(base)).endRow();
        }

        private void cell(int c, int base, int from, SplittableRandom random) throws IOException {
            FrameWriter writer = memory.rows();
            Column column = rows.frame().columns().get(c);
            if (column instanceof Column.Numeric numeric) {
                writer.numeric(c, number(numeric, c, base, from, random));
            } else if (column instanceof Column.Categorical levels) {
                int code = levels.code(from);
                writer.category(
                        c,
                        code == Column.Categorical.MISSING
                                ? null
                                : levels.levels().get(code));
            } else if (column instanceof Column.Instant instant) {
                writer.instant(c, instant.second(from));
            } else if (column instanceof Column.Text text) {
                writer.text(c, text.text(from).orElse(null));
            } else {
                throw new IllegalArgumentException("a row of pixels cannot be made up");
            }
        }

        private float number(Column.Numeric numeric, int c, int base, int from, SplittableRandom random) {
            float value = numeric.value(from);
            if (base == from || Float.isNaN(value) || Float.isNaN(numeric.value(base))) {
                return value;
            }
            double noisy = value + NOISE * Math.abs(value - numeric.value(base)) * random.nextGaussian();
            return (float) (whole[c] ? Math.rint(noisy) : noisy);
        }
    }
}
