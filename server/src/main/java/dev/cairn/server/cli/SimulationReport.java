package dev.cairn.server.cli;

import dev.cairn.search.simulate.Bound;
import dev.cairn.search.simulate.Means;
import dev.cairn.search.simulate.Played;
import dev.cairn.search.simulate.TrialEnd;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.simulate.RecordedTrial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a simulation found, as JSON.
 *
 * @param simulation always true: nothing of this has happened
 * @param simulated the figures of the simulation
 * @param recorded those of the study that it replays
 * @param rungs steps at which something was decided
 * @param regret over time, in a replay
 */
record SimulationReport(
        boolean simulation,
        String study,
        String strategy,
        String earlyStop,
        List<String> assumptions,
        Allowed budget,
        Figures simulated,
        Optional<Figures> recorded,
        List<Played.Rung> rungs,
        List<Regret> regret) {
    private static final int POINTS = 8;
    private static final double HOUR = 3600;

    /** What may be spent. */
    record Allowed(
            int trials,
            int parallel,
            int slots,
            Optional<Double> seconds,
            Optional<Double> deviceHours,
            Optional<Double> money,
            double pricePerSlotHour) {
        static Allowed of(Means means) {
            return new Allowed(
                    means.trials(),
                    means.parallel(),
                    means.slots(),
                    optional(means.seconds().orElse(Double.NaN)),
                    optional(means.deviceSeconds().orElse(Double.NaN) / HOUR),
                    optional(means.money().orElse(Double.NaN)),
                    means.price());
        }
    }

    /**
     * How a study went.
     *
     * @param stopped early, paused trials that were never promoted included
     * @param cut by the end of the budget
     * @param endedBy what ended it, where it was simulated
     * @param best score, where scores mean anything
     */
    record Figures(
            long started,
            long completed,
            long stopped,
            long cut,
            long failed,
            long steps,
            Optional<Long> stepsSaved,
            double seconds,
            double deviceHours,
            double money,
            Optional<String> endedBy,
            Optional<Double> best) {
        static Figures of(Played played, boolean meaning) {
            return new Figures(
                    played.trials().size(),
                    played.count(TrialEnd.COMPLETED),
                    played.count(TrialEnd.STOPPED) + played.count(TrialEnd.LEFT),
                    played.count(TrialEnd.CUT),
                    played.count(TrialEnd.FAILED),
                    played.steps(),
                    Optional.of(played.saved()),
                    played.seconds(),
                    played.deviceSeconds() / HOUR,
                    played.money(),
                    Optional.of(words(played.bound())),
                    meaning ? optional(played.bestAt(Double.POSITIVE_INFINITY)) : Optional.empty());
        }
    }

    /**
     * The best scores until a time, and how far they are from the best that was recorded.
     *
     * @param seconds from the start of either
     */
    record Regret(
            double seconds,
            Optional<Double> recorded,
            Optional<Double> simulated,
            Optional<Double> recordedRegret,
            Optional<Double> simulatedRegret) {}

    static Optional<Double> optional(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    private static String words(Bound bound) {
        return bound.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Regret of both over the longer of their times. */
    static List<Regret> regret(List<RecordedTrial> recorded, Played played, double recordedSeconds, Direction better) {
        List<RecordedTrial> scored = recorded.stream()
                .filter(trial -> Double.isFinite(trial.score()) && Double.isFinite(trial.finishedSeconds()))
                .toList();
        double best = best(scored, Double.POSITIVE_INFINITY, better);
        double end = Math.max(played.seconds(), Double.isFinite(recordedSeconds) ? recordedSeconds : 0);
        List<Regret> rows = new ArrayList<>();
        for (int i = 1; i <= POINTS; i++) {
            double at = end * i / POINTS;
            double theirs = best(scored, at, better);
            double ours = played.bestAt(at);
            rows.add(new Regret(
                    at,
                    optional(theirs),
                    optional(ours),
                    optional(better.loss(theirs) - better.loss(best)),
                    optional(better.loss(ours) - better.loss(best))));
        }
        return rows;
    }

    private static double best(List<RecordedTrial> scored, double until, Direction better) {
        return scored.stream()
                .filter(trial -> trial.finishedSeconds() <= until)
                .map(RecordedTrial::score)
                .min(Comparator.comparingDouble(better::loss))
                .orElse(Double.NaN);
    }
}
