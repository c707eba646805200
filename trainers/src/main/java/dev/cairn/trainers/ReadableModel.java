package dev.cairn.trainers;

import dev.cairn.trainers.feature.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A fitted model in a form that a person can read, and work out by hand what it says about a row. */
public sealed interface ReadableModel {
    /** What its numbers are of: of classes their names, of a number nothing. */
    List<String> labels();

    /**
     * A weighted sum. Of a number it is the prediction; of two classes, the log-odds of the second; of more, a score per class whose exponentials are
     * in proportion to the probabilities.
     *
     * @param intercepts one per sum
     * @param terms those with a weight, the weightiest first
     * @param inputs among how many the terms were chosen
     */
    record Sum(List<String> labels, List<Double> intercepts, List<Term> terms, int inputs) implements ReadableModel {
        public Sum {
            labels = List.copyOf(labels);
            intercepts = List.copyOf(intercepts);
            terms = List.copyOf(terms);
        }
    }

    /**
     * A term of a sum.
     *
     * @param input a column, or one of the features made of it
     * @param unit what the weights are for, in words
     * @param weights one per sum
     * @param missing stands for a missing value; NaN where the input says itself what is missing
     * @param spread the input's standard deviation over the training rows: a weight times it tells how much a term moves the sum
     */
    record Term(String input, String unit, List<Double> weights, double missing, double spread) {
        public Term {
            weights = List.copyOf(weights);
        }

        /** By how much it moves a sum when the input moves by its spread. */
        public double effect() {
            return spread * weights.stream().mapToDouble(Math::abs).max().orElse(0);
        }
    }

    /** A tree of questions. */
    record Questions(List<String> labels, Node root) implements ReadableModel {
        public Questions {
            labels = List.copyOf(labels);
        }
    }

    /** A question or an answer. */
    sealed interface Node {
        /** How many answers lie below. */
        int leaves();
    }

    /**
     * A question to be answered by yes or no.
     *
     * @param column that it is about
     * @param condition in words, with the column's own numbers or levels
     * @param missingIsYes where rows go in which the column is missing
     */
    record Question(String column, String condition, boolean missingIsYes, Node yes, Node no) implements Node {
        @Override
        public int leaves() {
            return yes.leaves() + no.leaves();
        }
    }

    /**
     * An answer.
     *
     * @param rows training rows that come here
     * @param says the number, or the probability of each class
     */
    record Answer(long rows, List<Double> says) implements Node {
        public Answer {
            says = List.copyOf(says);
        }

        @Override
        public int leaves() {
            return 1;
        }
    }

    /**
     * A sum of what the weights of features amount to in the columns' own units.
     *
     * @param weights per sum and feature
     * @param spreads of each feature over the training rows
     */
    static Sum sum(
            List<String> labels, List<Reading> features, double[][] weights, double[] intercepts, double[] spreads) {
        List<Term> terms = new ArrayList<>();
        double[] shifted = intercepts.clone();
        for (int i = 0; i < features.size(); i++) {
            Reading feature = features.get(i);
            List<Double> own = new ArrayList<>();
            for (int sum = 0; sum < weights.length; sum++) {
                double weight = weights[sum][i] / feature.deviation();
                own.add(weight);
                shifted[sum] -= weight * feature.centre();
            }
            if (own.stream().anyMatch(weight -> weight != 0)) {
                terms.add(new Term(
                        feature.name(), feature.what(), own, feature.missing(), spreads[i] * feature.deviation()));
            }
        }
        terms.sort(Comparator.comparingDouble(Term::effect).reversed());
        return new Sum(labels, Arrays.stream(shifted).boxed().toList(), terms, features.size());
    }
}
