package dev.cairn.trainers;

import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.Munging;
import dev.cairn.trainers.split.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What one model learns from several (Bucila, Caruana and Niculescu-Mizil, KDD 2006; Hinton, Vinyals and Dean 2015, §2): the training rows with their
 * own answers and with what the others say of them without having seen them, and rows made up between them with what the others say. A class is drawn
 * by its probability, so that the likelihood is that of the probabilities on average, and any classifier can learn it.
 *
 * @param seed of the made-up rows
 * @param copies how often each training row is there
 * @param made how many rows are made up
 * @param answers one per row, the copies first: a number, or a class
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
public record Lesson(long seed, int copies, int made, double[] answers) {
    private static final int MADE_FOR_EACH = 4;
    private static final int MOST_MADE = 20_000;

    /** Once with its own answer, once with what is said. */
    private static final int COPIES_OF_CLASSES = 2;

    /** How many rows are made up of so many. */
    static int made(int rows) {
        return Math.min(MADE_FOR_EACH * rows, MOST_MADE);
    }

    /** Whether there can be one. */
    static boolean fits(Frame frame) {
        boolean answers = frame.target() instanceof Target.Classes || frame.target() instanceof Target.Numbers;
        return answers && frame.image().isEmpty();
    }

    /** What a trainer sees of one about all rows of a frame. */
    static TaskShape shape(Frame frame) {
        int copies = frame.target() instanceof Target.Classes ? COPIES_OF_CLASSES : 1;
        return TaskShape.of(frame).of(copies * frame.rows() + made(frame.rows()));
    }

    /** The rows to be made up, for the others to speak of. */
    static RowSet unanswered(RowSet rows, long seed) {
        return RowSet.all(new Munging(seed).of(rows, 0, made(rows.size())));
    }

    /**
     * One about these rows.
     *
     * @param heldOut what the others say of the rows without having seen them
     * @param made what they say of {@link #unanswered}
     */
    static Lesson of(RowSet rows, long seed, Predictions heldOut, Predictions made) {
        if (rows.target() instanceof Target.Classes truth) {
            SplittableRandom random = Seeds.random(seed, "answers");
            double[] answers = IntStream.concat(
                            Arrays.stream(truth.codes()),
                            IntStream.concat(
                                    drawn((Probabilities) heldOut, random), drawn((Probabilities) made, random)))
                    .asDoubleStream()
                    .toArray();
            return new Lesson(seed, COPIES_OF_CLASSES, made.rows(), answers);
        }
        double[] truth = ((Target.Numbers) rows.target()).values();
        double[] said = heldOut.numbers();
        double[] answers = DoubleStream.concat(
                        IntStream.range(0, truth.length).mapToDouble(row -> (truth[row] + said[row]) / 2),
                        Arrays.stream(made.numbers()))
                .toArray();
        return new Lesson(seed, 1, made.rows(), answers);
    }

    private static IntStream drawn(Probabilities said, SplittableRandom random) {
        return IntStream.range(0, said.rows()).map(row -> {
            double left = random.nextDouble();
            int label = 0;
            while (label < said.classes() - 1 && left >= said.of(row, label)) {
                left -= said.of(row, label);
                label++;
            }
            return label;
        });
    }

    /** The rows to learn from, with their answers. */
    Frame frame(RowSet rows) {
        Frame bare = new Munging(seed).of(rows, copies, made);
        Target target = rows.frame().target() instanceof Target.Classes classes
                ? new Target.Classes(
                        Arrays.stream(answers).mapToInt(answer -> (int) answer).toArray(), classes.labels())
                : new Target.Numbers(answers);
        return bare.with(rows.frame().targetName(), target);
    }
}
