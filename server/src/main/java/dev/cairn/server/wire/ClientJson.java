package dev.cairn.server.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What clients that train say, and what they hear. */
public final class ClientJson {
    private ClientJson() {}

    /** Wants trials. */
    public record Ask(Optional<Integer> count, Optional<String> client) {}

    /** The trials that a client holds now. */
    public record Asked(List<Given> trials, Optional<String> note) {}

    /** A trial to train. */
    public record Given(
            int trial,
            int attempt,
            Map<String, Object> values,
            OptionalInt maxSteps,
            double leaseSeconds,
            Optional<TrialJson.Explanation> why) {}

    /** What was measured at a step. */
    public record Report(
            Optional<Integer> step,
            Optional<Map<String, Double>> metrics,
            Optional<String> client,
            Optional<Double> seconds) {}

    /** Whether to go on. */
    public record Reported(String verdict, Optional<TrialJson.Explanation> why) {}

    /** How a trial ended. */
    public record Tell(
            Optional<Map<String, Double>> metrics,
            Optional<String> failure,
            Optional<String> client,
            Optional<Double> spread,
            Optional<Integer> step,
            Optional<Double> seconds) {}

    /** How it stands now. */
    public record Told(int trial, String state) {}
}
