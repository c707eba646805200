package dev.cairn.server.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which parameters of a study mattered.
 *
 * @param trials completed trials that it is judged by; below ten there is nothing to say
 * @param sampledFrom of how many they are a sample; absent when all are there
 */
public record ImportanceJson(
        StudyJson.Objective objective,
        int trials,
        OptionalInt sampledFrom,
        List<Parameter> parameters,
        List<Pair> interactions) {
    /**
     * One parameter.
     *
     * @param best how differently the best trials are spread along it (PED-ANOVA); the shares sum to 1
     * @param overall the part of the objective's variance over the whole space that it causes alone (fANOVA)
     */
    public record Parameter(String name, Optional<Share> best, Optional<Share> overall) {}

    /** The part of the variance over the whole space that two parameters cause beyond what each causes alone. */
    public record Pair(String first, String second, Share share) {}

    /** A share with a 90 % bootstrap interval. */
    public record Share(double value, double low, double high) {}
}
