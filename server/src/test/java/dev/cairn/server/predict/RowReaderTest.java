package dev.cairn.server.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.trainers.Answer;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.interval.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowReaderTest {
    @TempDir
    Path folder;

    private static Frame training() throws IOException {
        FrameWriter.InMemory memory = FrameWriter.inMemory(new FrameSchema(
                List.of(Feature.numeric("size"), Feature.categorical("colour", List.of("red", "Blue"))),
                new FrameSchema.ClassTarget("kind", List.of("no", "yes")),
                Optional.empty()));
        memory.rows().numeric(0, 1).category(1, "red").label("no").endRow();
        return memory.frame();
    }

    private Frame read(String csv) throws IOException, TrainingFailure {
        return RowReader.read(Files.writeString(folder.resolve("rows.csv"), csv), training());
    }

    private static float size(Frame frame, int row) {
        return ((Column.Numeric) frame.columns().get(0)).value(row);
    }

    private static int colour(Frame frame, int row) {
        return ((Column.Categorical) frame.columns().get(1)).code(row);
    }

    @Test
    void columns_are_found_by_name_and_others_left_alone() throws IOException, TrainingFailure {
        Frame frame = read("id,colour,size\na,Blue,2.5\nb,red,-1e3\n");
        assertThat(frame.rows()).isEqualTo(2);
        assertThat(size(frame, 0)).isEqualTo(2.5f);
        assertThat(size(frame, 1)).isEqualTo(-1000f);
        assertThat(colour(frame, 0)).isEqualTo(1);
        assertThat(colour(frame, 1)).isZero();
    }

    @Test
    void what_training_never_had_counts_as_missing() throws IOException, TrainingFailure {
        Frame frame = read("size,colour\nNA,green\n,BLUE\n2026-11-21,red\n");
        assertThat(size(frame, 0)).isNaN();
        assertThat(colour(frame, 0)).isEqualTo(Column.Categorical.MISSING);
        assertThat(size(frame, 1)).isNaN();
        assertThat(colour(frame, 1)).as("another spelling of Blue").isEqualTo(1);
        assertThat(size(frame, 2)).as("days since 1970").isEqualTo(20778f);
    }

    @Test
    void faults_name_the_place() {
        assertThatThrownBy(() -> read("size\n1\n")).hasMessageContaining("no column 'colour'");
        assertThatThrownBy(() -> read("size,colour\nlarge,red\n"))
                .hasMessageContaining("Line 2: 'large' is no number")
                .hasMessageContaining("'size'");
        assertThatThrownBy(() -> read("size,colour\n1\n")).hasMessageContaining("Line 2 has 1 values");
        assertThatThrownBy(() -> read("size,colour\n")).hasMessageContaining("no rows");
    }

    @Test
    void predictions_are_a_line_per_row() throws IOException {
        Path file = folder.resolve("said.csv");
        Target classes = new Target.Classes(new int[] {0}, List.of("no", "=yes,"));
        PredictionTable.write(
                file,
                classes,
                new Answer(new Predictions.Probabilities(2, new double[] {0.75, 0.25, 0.25, 0.75}), List.of()));
        assertThat(file).hasContent("prediction,p_no,\"p_=yes,\"\nno,0.75,0.25\n\"'=yes,\",0.25,0.75\n");
        PredictionTable.write(
                file,
                new Target.Numbers(new double[] {1}),
                new Answer(new Predictions.Values(new double[] {1.5, -2}), List.of()));
        assertThat(file).hasContent("prediction\n1.5\n-2.0\n");
    }

    @Test
    void intervals_stand_beside_the_number() throws IOException {
        Path file = folder.resolve("said.csv");
        Bounds narrow = new Bounds(0.5, new double[] {1, -3}, new double[] {2, -1});
        Bounds wide = new Bounds(0.975, new double[] {0, -5}, new double[] {3, 2.5});
        PredictionTable.write(
                file,
                new Target.Numbers(new double[] {1}),
                new Answer(new Predictions.Values(new double[] {1.5, -2}), List.of(narrow, wide)));
        assertThat(file).hasContent("""
                        prediction,lower50,upper50,lower97.5,upper97.5
                        1.5,1.0,2.0,0.0,3.0
                        -2.0,-3.0,-1.0,-5.0,2.5
                        """);
    }
}
