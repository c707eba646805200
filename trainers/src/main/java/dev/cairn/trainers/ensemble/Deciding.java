package dev.cairn.trainers.ensemble;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.split.Holdout;
import dev.cairn.trainers.split.Parts;
import dev.cairn.trainers.split.Seeds;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** How a final model's answer is chosen by its probabilities. */
public enum Deciding {
    /** The most probable class. */
    NONE,
    /** With the stakes that the metric is best with on rows that the models had not seen, where other rows bear them out. */
    AUTO;

    private static final int STEPS = 60;
    private static final int PASSES = 2;

    /** Odds of the farthest threshold. */
    private static final double FARTHEST = 100;

    private static final double[] EQUAL = {};

    /**
     * The stakes; none where the most probable class is as good, or the metric does not see which class is the answer.
     *
     * @param said about the rows, by models that did not learn from them
     */
    public double[] stakes(Metric metric, Direction direction, Predictions said, RowSet rows, long seed) {
        if (this == NONE
                || !metric.ofDecisions()
                || !(said instanceof Probabilities probabilities)
                || !(rows.target() instanceof Target.Classes truth)) {
            return EQUAL;
        }
        Parts halves = new Holdout(0.5, true).split(rows, Seeds.of(seed, "threshold"));
        if (halves.held().length == 0 || halves.kept().length == 0) {
            return EQUAL;
        }
        Search search = new Search(metric, direction == Direction.MAXIMIZE ? 1 : -1);
        double chosen = search.borneOut(probabilities, truth, halves.kept(), halves.held())
                + search.borneOut(probabilities, truth, halves.held(), halves.kept());
        return chosen > 0 ? search.best(probabilities, truth) : EQUAL;
    }

    /** The search for stakes, higher being better after multiplication by the sign. */
    private record Search(Metric metric, int sign) {
        /** What stakes found on some rows gain on others. */
        double borneOut(Probabilities said, Target.Classes truth, int[] fitted, int[] judged) {
            double[] stakes = best(said.at(fitted), truth.select(fitted));
            Probabilities others = said.at(judged);
            Target.Classes answers = truth.select(judged);
            return score(others.staked(stakes), answers) - score(others, answers);
        }

        /** Class by class, the middle of the best stretch of stakes beside those of the others. */
        double[] best(Probabilities said, Target.Classes truth) {
            double[] stakes = new double[said.classes()];
            Arrays.fill(stakes, 1);
            int passes = said.classes() == 2 ? 1 : PASSES;
            for (int pass = 0; pass < passes; pass++) {
                for (int label = said.classes() == 2 ? 1 : 0; label < stakes.length; label++) {
                    stakes[label] = best(said, truth, stakes, label);
                }
            }
            return stakes;
        }

        private double best(Probabilities said, Target.Classes truth, double[] stakes, int label) {
            double[] tried = DoubleStream.iterate(-STEPS, step -> step <= STEPS, step -> step + 1)
                    .map(step -> stakes[label] * Math.pow(FARTHEST, step / STEPS))
                    .toArray();
            double[] scores = new double[tried.length];
            for (int i = 0; i < tried.length; i++) {
                double[] others = stakes.clone();
                others[label] = tried[i];
                scores[i] = score(said.staked(others), truth);
            }
            return tried[middle(scores)];
        }

        /** Of the longest stretch of the highest score. */
        private static int middle(double[] scores) {
            double highest = Arrays.stream(scores).max().orElse(0);
            int middle = scores.length / 2;
            int longest = 0;
            int from = 0;
            for (int at = 0; at <= scores.length; at++) {
                if (at == scores.length || scores[at] < highest) {
                    if (at - from > longest) {
                        longest = at - from;
                        middle = (from + at - 1) / 2;
                    }
                    from = at + 1;
                }
            }
            return middle;
        }

        private double score(Probabilities said, Target.Classes truth) {
            double score = sign * metric.compute(truth, said);
            return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
        }
    }
}
