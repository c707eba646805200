package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.simulate.Means;
import dev.cairn.search.simulate.Played;
import dev.cairn.search.simulate.TrialEnd;
import dev.cairn.search.simulate.VirtualStudy;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Curve;
import dev.cairn.server.simulate.AssumedTable;
import dev.cairn.server.simulate.Overrides;
import dev.cairn.server.simulate.RecordedTrial;
import dev.cairn.server.simulate.Recording;
import dev.cairn.server.simulate.SimulatedStudy;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.store.AttemptRecord;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import dev.cairn.store.postgres.PostgresExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A study that was run, and the same one played in virtual time with what its trials measured. */
class SimulatedLikeRunTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int TRIALS = 30;
    private static final int SLOTS = 3;
    private static final int STEPS = 9;

    /** The same trial of both. */
    private record Seen(int number, Values values, boolean stopped, int steps) {}

    @TempDir
    Path folder;

    @Test
    void a_simulation_decides_as_the_run_did_and_takes_no_longer() throws Exception {
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder)) {
            String spec = cluster.spec(
                    "played",
                    TRIALS,
                    SLOTS,
                    "model: linear\nsearch: {strategy: tpe, earlyStop: asha, seed: 7}\ndeterministic: true\n");
            Cluster.Node node = cluster.node();
            node.worker(SLOTS, new InProcessTrials(STEPS, SimulatedLikeRunTest::score));
            node.upkeep();
            StudyRecord study = cluster.awaitEnd(node.service.submit(spec).id());
            List<TrialRecord> trials = cluster.trials(study.id()).stream()
                    .filter(trial -> trial.kind() == TrialKind.SEARCH)
                    .toList();
            List<AttemptRecord> attempts = cluster.stores.reader().attempts(study.id()).stream()
                    .filter(attempt -> attempt.ref().trial() <= TRIALS)
                    .toList();

            SimulatedStudy simulated = SimulatedStudy.read(
                    spec, Overrides.NONE, new AssumedTable(120, 2, OptionalInt.of(2), Optional.empty()));
            Recording recording = new Recording(
                    simulated.search(),
                    simulated.lengths(),
                    trials.stream().map(trial -> recorded(cluster, trial)).toList());
            Played played = VirtualStudy.play(simulated.search(), Means.of(TRIALS, SLOTS), recording);

            assertThat(played.trials().stream().map(SimulatedLikeRunTest::seen))
                    .containsExactlyElementsOf(
                            trials.stream().map(SimulatedLikeRunTest::seen).toList());
            assertThat(trials).anyMatch(trial -> trial.state() == TrialState.PRUNED);
            assertThat(recording.known()).isEqualTo(TRIALS);
            // With the same trials in the same order nothing but waiting for the database comes on top in the run.
            assertThat(played.seconds()).isPositive().isLessThanOrEqualTo(1.1 * wall(attempts) + 1);
        }
    }

    /** How good a configuration is says itself; it comes near that with each step. */
    private static double score(TrialTask.Search task, int step) {
        double quality = Math.floorMod(task.job().values().toString().hashCode(), 1_000) / 1_000.0;
        return quality * (1 - 1.0 / (step + 1));
    }

    private static Seen seen(TrialRecord trial) {
        return new Seen(
                trial.number(),
                Values.of(trial.values()),
                trial.state() == TrialState.PRUNED,
                trial.outcome().orElseThrow().steps());
    }

    private static Seen seen(Played.Outcome trial) {
        return new Seen(trial.number(), trial.values(), trial.end() == TrialEnd.STOPPED, trial.steps());
    }

    private static RecordedTrial recorded(Cluster cluster, TrialRecord trial) {
        List<MeasurementRow> rows = cluster.stores.reader().measurements(trial.study(), trial.number());
        Curve curve = new Curve(
                rows.stream().mapToInt(MeasurementRow::step).toArray(),
                rows.stream().mapToDouble(row -> row.metrics().get("rocAuc")).toArray());
        TrialResult result = trial.outcome().orElseThrow();
        double seconds =
                seconds(trial.startedAt().orElseThrow(), trial.finishedAt().orElseThrow());
        return new RecordedTrial(
                trial.number(),
                Values.of(trial.values()),
                "linear",
                curve,
                trial.state() == TrialState.PRUNED ? RecordedTrial.End.STOPPED : RecordedTrial.End.COMPLETED,
                result.objective().orElse(Double.NaN),
                0,
                seconds / Math.max(1, result.steps()),
                Double.NaN);
    }

    private static double wall(List<AttemptRecord> attempts) {
        Instant first = attempts.stream()
                .map(AttemptRecord::startedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = attempts.stream()
                .map(attempt -> attempt.finishedAt().orElseThrow())
                .max(Instant::compareTo)
                .orElseThrow();
        return seconds(first, last);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
