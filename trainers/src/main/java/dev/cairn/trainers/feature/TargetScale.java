package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Target;
import java.util.Arrays;

/** Brings a regression target to mean 0 and standard deviation 1 and back; fitted on the rows a model learns from. */
public record TargetScale(double mean, double deviation) {
    public static TargetScale fit(Target.Numbers target) {
        double mean = Arrays.stream(target.values()).average().orElse(0);
        double variance = Arrays.stream(target.values())
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return new TargetScale(mean, variance > 0 ? Math.sqrt(variance) : 1);
    }

    public double scaled(double value) {
        return (value - mean) / deviation;
    }

    public double original(double scaled) {
        return mean + scaled * deviation;
    }
}
