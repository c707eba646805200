package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.SealedFrame;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No trainer gets at sealed rows, and nothing that a final evaluation says or keeps holds one of their values. */
class SealedFramesTest {
    private static final int SEALED_ROWS = 30;
    private static final int NUMBERS = 2;
    private static final FrameSchema SCHEMA = TestFrames.classes("no", "yes");

    @TempDir
    Path folder;

    private Path training;
    private Path sealed;

    @BeforeEach
    void write() throws IOException {
        training = TestFrames.file(folder.resolve("train.frame"), SCHEMA, 80, 1, TestFrames::separable);
        sealed = folder.resolve("vault.frame");
        try (FrameWriter writer = FrameFile.sealedWriter(sealed, SCHEMA)) {
            for (int row = 0; row < SEALED_ROWS; row++) {
                for (int column = 0; column < NUMBERS; column++) {
                    writer.numeric(column, mark(row, column));
                }
                writer.category(NUMBERS, "red")
                        .label(row % 2 == 0 ? "no" : "yes")
                        .group(1000 + row)
                        .endRow();
            }
            writer.finish();
        }
    }

    /** Numbers that nothing else makes. */
    private static float mark(int row, int column) {
        return 4.0f + (row * 7 + column + 1) * 0.001953125f + 0.00012207031f;
    }

    static List<Trainer> tabular() {
        TaskShape shape = TaskShape.of(TestFrames.memory(SCHEMA, 80, 1, TestFrames::separable));
        return Trainers.fitting(shape);
    }

    @ParameterizedTest
    @MethodSource("tabular")
    void no_trainer_takes_sealed_rows_as_training_rows(Trainer trainer) {
        TrainJob job = new TrainJob(
                sealed,
                trainer.name(),
                Values.NONE,
                Objective.of(Metric.ROC_AUC),
                new Validation.Folds(2, false),
                new Fidelity(1),
                7,
                1,
                Device.CPU,
                Optional.empty());
        assertThatThrownBy(() -> CrossValidation.run(job, new Recorder()))
                .isInstanceOf(TrainingFailure.class)
                .hasMessageContaining("holds sealed rows");
    }

    @ParameterizedTest
    @MethodSource("tabular")
    void nothing_that_a_final_evaluation_leaves_behind_holds_a_sealed_value(Trainer trainer) throws TrainingFailure {
        FinalJob job = new FinalJob(
                training,
                sealed,
                trainer.name(),
                Values.NONE,
                Objective.of(Metric.ROC_AUC),
                new Fidelity(3),
                7,
                1,
                Device.CPU);
        Recorder recorder = new Recorder();
        FinalScore score = FinalEvaluation.run(job, recorder);
        assertThat(score.rows()).isEqualTo(SEALED_ROWS);
        String kept = new String(recorder.latest(), StandardCharsets.ISO_8859_1);
        String said = score + " " + recorder.lines + " " + recorder.measurements;
        for (int row = 0; row < SEALED_ROWS; row++) {
            for (int column = 0; column < NUMBERS; column++) {
                float mark = mark(row, column);
                assertThat(said).doesNotContain(Float.toString(mark));
                for (String bytes : spelled(mark)) {
                    assertThat(kept.contains(bytes))
                            .as("the model of %s holds %s", trainer.name(), mark)
                            .isFalse();
                }
            }
        }
    }

    /** A number as text and as the bytes of a float and a double in both orders. */
    private static List<String> spelled(float mark) {
        return List.of(
                Float.toString(mark),
                bytes(ByteBuffer.allocate(4).putFloat(mark)),
                bytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(mark)),
                bytes(ByteBuffer.allocate(8).putDouble(mark)),
                bytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(mark)));
    }

    private static String bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.flip().get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_sealed_frame_opens_by_its_own_door_only() throws IOException {
        assertThatThrownBy(() -> FrameFile.map(sealed)).isInstanceOf(SealedFrame.class);
        assertThat(FrameFile.mapSealed(sealed).rows()).isEqualTo(SEALED_ROWS);
        assertThatCode(() -> FrameFile.map(training)).doesNotThrowAnyException();
    }
}
