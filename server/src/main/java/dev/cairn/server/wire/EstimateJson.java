package dev.cairn.server.wire;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The trial that a study would answer with.
 *
 * @param trials completed trials that it is judged by
 * @param sampledFrom of how many they are a sample; absent when all are there
 * @param best absent where results show no noise, so that the best result is the answer
 */
public record EstimateJson(StudyJson.Objective objective, int trials, OptionalInt sampledFrom, Optional<Best> best) {
    /**
     * Where the objective is believed to be best.
     *
     * @param deviation standard deviation of the estimate
     */
    public record Best(int trial, double estimate, double deviation) {}
}
