package dev.cairn.server.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.EnsembleJob;
import dev.cairn.trainers.FinalJob;
import dev.cairn.trainers.FinalScore;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.Provenance;
import dev.cairn.trainers.ReadableModel;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.ensemble.Calibrating;
import dev.cairn.trainers.ensemble.Combining;
import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.ensemble.Deciding;
import dev.cairn.trainers.interval.Reliability;
import dev.cairn.trainers.interval.Scaling;
import dev.cairn.trainers.metric.Cost;
import dev.cairn.trainers.metric.Gap;
import dev.cairn.trainers.metric.Interval;
import dev.cairn.trainers.metric.Metric;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameChannelTest {
    private static final Reliability.Rate RATE =
            new Reliability.Rate(new Interval(0.9, 0.88, 0.92), new Interval(3, 2, 4), 200);

    private static final Explanation WHY = new Explanation("asha", "below the rung", Map.of("cut", 0.5));

    static Stream<Message> messages() {
        Values values = Values.of(Map.of("lr", 1e-3, "layers", 3L, "activation", "relu", "flag", true));
        TrainJob job = new TrainJob(
                Path.of("/frames/a b"),
                "mlp",
                values,
                Objective.of(Metric.ROC_AUC),
                new Validation.Folds(5, true),
                new Fidelity(9),
                Long.MIN_VALUE,
                12,
                Device.CPU,
                Optional.of(Path.of("/checkpoints/c")),
                Set.of(Cost.FIT_SECONDS),
                new TrainJob.Along(
                        Set.of(Metric.PR_AUC),
                        Set.of(Cost.LATENCY_MS),
                        Set.of(Gap.named("f1Gap(a b)").orElseThrow())),
                5);
        FinalJob last = new FinalJob(
                Path.of("/t"),
                Optional.of(Path.of("/v")),
                "svm",
                Values.NONE,
                Objective.of(Metric.RMSE),
                Fidelity.FULL,
                3,
                4,
                new Device("gpu", 1, 2),
                Optional.of(new EnsembleJob(
                        5,
                        List.of(new EnsembleJob.Candidate(
                                2,
                                "forest",
                                values,
                                new Fidelity(8),
                                Path.of("/blobs/oof"),
                                Duration.ofMillis(3),
                                List.of(0.25))),
                        Calibrating.AUTO,
                        Deciding.AUTO,
                        List.of(1.5),
                        List.of(0.5, 0.9),
                        Combining.STACKED,
                        Optional.of(new Validation.Folds(4, false)))),
                3,
                Optional.of(Instant.ofEpochSecond(9)),
                new FinalJob.Standing.Quick(),
                List.of(new FinalJob.Stage(3, values)));
        Path scratch = Path.of("/scratch");
        Measurement measurement = new Measurement(
                4,
                Duration.ofMillis(1234),
                Map.of("rocAuc", 0.75, "logLoss", Double.NaN),
                Map.of("rocAuc", List.of(0.5, 1.0)));
        TrialResult result = new TrialResult(
                Map.of("rmse", 55.5),
                Map.of("rmse", List.of(50.0, 61.0)),
                Double.NaN,
                17,
                Duration.ofSeconds(3),
                true,
                Optional.of(new TrialResult.ContentFile(Path.of("/scratch/p"), "abc", 99)),
                Optional.of(new Provenance(
                        "svm",
                        values,
                        Objective.of(Metric.RMSE),
                        Device.CPU,
                        OptionalInt.of(2),
                        List.of(
                                new Provenance.Model(Long.MIN_VALUE, 3, 80, "0f", Optional.of("<config/>")),
                                new Provenance.Model(7, 3, 80, "1f", Optional.empty())),
                        Map.of("java", "17"))));
        FinalScore score = new FinalScore(Map.of("rmse", new Interval(1.5, 1.0, 2.0)), 40, 12, Duration.ofSeconds(5));
        FinalScore blend = new FinalScore(
                Map.of(),
                0,
                12,
                Duration.ofSeconds(5),
                List.of(new FinalScore.Part(3, "forest", 0.25), new FinalScore.Part(1, "svm", 0.75)),
                OptionalDouble.of(0.5),
                Way.STACKED,
                Map.of(Way.ALONE, 0.6, Way.STACKED, 0.5),
                List.of(
                        new Reliability(0.5, Scaling.NONE, RATE, Optional.empty()),
                        new Reliability(0.9, Scaling.BOTH, RATE, Optional.of(RATE))),
                Optional.of(new FinalScore.Distilled(3, "forest", true, Map.of("blend", 0.5), Map.of("blend", 0.4))),
                Optional.of("the folds stand"));
        FinalJob hurried = new FinalJob(
                Path.of("/t"),
                Optional.empty(),
                "svm",
                values,
                Objective.of(Metric.RMSE),
                Fidelity.FULL,
                3,
                4,
                Device.CPU,
                Optional.empty(),
                2,
                Optional.of(Instant.ofEpochMilli(7)),
                new FinalJob.Standing.Folds(2, "svm", Path.of("/kept")),
                List.of());
        PredictJob asked = new PredictJob(
                Path.of("/t"),
                Optional.of(Path.of("/m")),
                "svm",
                values,
                Objective.of(Metric.RMSE),
                Fidelity.FULL,
                3,
                4,
                Device.CPU,
                Optional.empty(),
                Optional.of(Path.of("/rows")));
        PredictJob told = new PredictJob(
                Path.of("/t"),
                Optional.empty(),
                "cart",
                values,
                Objective.of(Metric.RMSE),
                Fidelity.FULL,
                3,
                4,
                Device.CPU,
                Optional.of(new PredictJob.Wanted(List.of(0.9), Path.of("/oof"))),
                Optional.empty());
        ReadableModel sum = new ReadableModel.Sum(
                List.of("a", "b"),
                List.of(0.5),
                List.of(new ReadableModel.Term("x", "per unit of x", List.of(-1.5), 2.25, 1.5)),
                3);
        ReadableModel questions = new ReadableModel.Questions(
                List.of(),
                new ReadableModel.Question(
                        "x",
                        "x <= 1",
                        true,
                        new ReadableModel.Answer(3, List.of(0.5)),
                        new ReadableModel.Answer(4, List.of(1.5))));
        return Stream.of(
                new Message.Begin(
                        1,
                        new TrialTask.Search(
                                job,
                                scratch,
                                TrialLimits.NONE,
                                new TreeSet<>(List.of(1, 3, 9)),
                                Duration.ofSeconds(2))),
                new Message.Begin(2, new TrialTask.Final(last, scratch, TrialLimits.NONE)),
                new Message.Begin(3, new TrialTask.Final(hurried, scratch, TrialLimits.NONE)),
                new Message.Begin(4, new TrialTask.Predict(asked, scratch, TrialLimits.NONE)),
                new Message.Begin(5, new TrialTask.Predict(told, scratch, TrialLimits.NONE)),
                new Message.Ended(1, new TrialEnd.Explained(Optional.of(sum))),
                new Message.Ended(1, new TrialEnd.Explained(Optional.of(questions))),
                new Message.Ended(1, new TrialEnd.Explained(Optional.empty())),
                new Message.Judge(1, 3, new Verdict.Stop(WHY)),
                new Message.Judge(1, 3, new Verdict.Pause(WHY)),
                new Message.Judge(1, 3, new Verdict.Continue()),
                new Message.Stop(1),
                new Message.Cancel(1),
                new Message.Ready(0, 4711),
                new Message.Measured(1, measurement),
                new Message.Saved(1, new SavedCheckpoint(4, Path.of("/c"), "ff00", 1L << 40)),
                new Message.Said(1, "ünïcode\n"),
                new Message.Waiting(1, "no room"),
                new Message.Ended(1, new TrialEnd.Scored(result)),
                new Message.Ended(1, new TrialEnd.FinalScored(score)),
                new Message.Ended(1, new TrialEnd.FinalScored(blend)),
                new Message.Ended(1, new TrialEnd.Predicted(Path.of("/said"), 5)),
                new Message.Ended(1, new TrialEnd.Failed(TrainingFailure.Kind.DATA, "no rows")),
                new Message.Ended(1, new TrialEnd.Stopped()),
                new Message.Ended(1, new TrialEnd.Cancelled()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_arrives_as_it_was_sent(Message message) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        new FrameChannel(new ByteArrayInputStream(new byte[0]), sent).write(Message.write(message));
        FrameChannel received = channel(sent.toByteArray());
        assertThat(Message.read(received.read().orElseThrow())).isEqualTo(message);
        assertThat(received.read()).isEmpty();
    }

    @Test
    void a_frame_longer_than_allowed_is_refused_before_it_is_read() {
        byte[] bytes =
                ByteBuffer.allocate(4).putInt(FrameChannel.MAX_FRAME_BYTES + 1).array();
        assertThatThrownBy(() -> channel(bytes).read())
                .isInstanceOf(MalformedFrame.class)
                .hasMessageContaining("1048577");
    }

    @Test
    void a_frame_that_is_cut_off_is_refused() {
        assertThatThrownBy(() -> channel(new byte[] {0, 0, 0, 9, 1}).read()).isInstanceOf(EOFException.class);
    }

    /** Any bytes are either a frame or refused; nothing else may come out, and nothing may hang. */
    @Test
    void random_bytes_are_refused() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            byte[] body = new byte[1 + random.nextInt(64)];
            random.nextBytes(body);
            byte[] bytes = ByteBuffer.allocate(4 + body.length)
                    .putInt(body.length)
                    .put(body)
                    .array();
            assertThatThrownBy(() -> Message.read(channel(bytes).read().orElseThrow()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_message_with_a_missing_field_names_it() {
        Tree tree = Tree.empty().with("say", "Ready").with("run", 0L);
        assertThatThrownBy(() -> Message.read(tree))
                .isInstanceOf(MalformedFrame.class)
                .hasMessageContaining("'pid'");
    }

    private static FrameChannel channel(byte[] bytes) {
        return new FrameChannel(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    }
}
