package dev.cairn.server.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that a person can read.
 *
 * @param trial whose configuration it has
 * @param labels of the classes; none for a number
 * @param meaning what the sum or the answers are, in words
 * @param text the whole model as text
 * @param sum a weighted sum, or empty
 * @param tree a tree of questions, as nested {@code {condition, missing, yes, no}} and {@code {rows, says}}, or empty
 */
public record ReadableJson(
        int trial,
        String trainer,
        List<String> labels,
        String meaning,
        String text,
        Optional<Sum> sum,
        Optional<Map<String, Object>> tree) {
    /**
     * A weighted sum.
     *
     * @param inputs among how many the terms were chosen
     */
    public record Sum(List<Double> intercepts, List<Term> terms, int inputs) {}

    /**
     * A term.
     *
     * @param unit what a weight is for, in words
     * @param missing stands for a missing value
     * @param spread of the input over the training rows
     */
    public record Term(String input, String unit, List<Double> weights, Optional<Double> missing, double spread) {}
}
