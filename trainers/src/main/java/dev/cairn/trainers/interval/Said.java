package dev.cairn.trainers.interval;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import java.util.Arrays;
import java.util.List;

/**
 * What a model of numbers says about some rows.
 *
 * @param values its answers; shared, not copied
 * @param disagreement the weighted standard deviation of its members' answers, row by row; zeros for one member alone
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
public record Said(double[] values, double[] disagreement) {
    public Said {
        if (values.length != disagreement.length) {
            throw new InvalidFrame(values.length + " answers do not go with " + disagreement.length + " disagreements");
        }
    }

    /**
     * Of several members together.
     *
     * @param values what they say together
     * @param members what each said about the same rows
     * @param weights one per member, 1 in all
     */
    public static Said of(double[] values, List<Predictions> members, double[] weights) {
        double[] means = new double[values.length];
        double[] disagreement = new double[values.length];
        for (int member = 0; member < weights.length; member++) {
            double[] answers = members.get(member).numbers();
            for (int row = 0; row < values.length; row++) {
                means[row] += weights[member] * answers[row];
            }
        }
        for (int member = 0; member < weights.length; member++) {
            double[] answers = members.get(member).numbers();
            for (int row = 0; row < values.length; row++) {
                double off = answers[row] - means[row];
                disagreement[row] += weights[member] * off * off;
            }
        }
        return new Said(values, Arrays.stream(disagreement).map(Math::sqrt).toArray());
    }

    /** Whether its members ever disagree. */
    boolean ofSeveral() {
        return Arrays.stream(disagreement).anyMatch(off -> off > 0);
    }

    Said at(int[] rows) {
        return new Said(select(values, rows), select(disagreement, rows));
    }

    static double[] select(double[] numbers, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> numbers[row]).toArray();
    }
}
