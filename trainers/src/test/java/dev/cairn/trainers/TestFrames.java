package dev.cairn.trainers;

import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.FrameSchema.TargetColumn;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.ImageShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Tables made up for tests, each a function of its seed. */
public final class TestFrames {
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private TestFrames() {}

    /** Fills one row. */
    public interface Row {
        void write(FrameWriter writer, int row, Random random) throws IOException;
    }

    public static Frame memory(FrameSchema schema, int rows, long seed, Row row) {
        try {
            FrameWriter.InMemory memory = FrameWriter.inMemory(schema);
            fill(memory.rows(), rows, seed, row);
            return memory.frame();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path file(Path file, FrameSchema schema, int rows, long seed, Row row) {
        try (FrameWriter writer = FrameFile.writer(file, schema)) {
            fill(writer, rows, seed, row);
            writer.finish();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(FrameWriter writer, int rows, long seed, Row row) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < rows; i++) {
            writer.group(i);
            row.write(writer, i, random);
            writer.endRow();
        }
    }

    /** Two numbers and a colour. */
    public static FrameSchema mixed(TargetColumn target) {
        return new FrameSchema(
                List.of(Feature.numeric("x"), Feature.numeric("z"), Feature.categorical("colour", COLOURS)),
                target,
                Optional.empty());
    }

    public static FrameSchema classes(String... labels) {
        return mixed(new ClassTarget("y", List.of(labels)));
    }

    public static FrameSchema numbers() {
        return mixed(new NumberTarget("y"));
    }

    /** Two classes that x and colour tell apart, with some noise and a tenth of the cells missing. */
    public static void separable(FrameWriter writer, int row, Random random) throws IOException {
        double x = random.nextGaussian();
        int colour = random.nextInt(3);
        boolean yes = x + (colour - 1) + 0.2 * random.nextGaussian() > 0;
        mixedRow(writer, random, x, colour).label(yes ? "yes" : "no");
    }

    /** Three classes along x. */
    public static void threeClasses(FrameWriter writer, int row, Random random) throws IOException {
        double x = 2 * random.nextGaussian();
        int colour = random.nextInt(3);
        double place = x + 0.2 * random.nextGaussian();
        mixedRow(writer, random, x, colour).label(place < -1 ? "low" : place < 1 ? "middle" : "high");
    }

    /** A number that x and colour give, far from 0 and with some noise. */
    public static void linear(FrameWriter writer, int row, Random random) throws IOException {
        double x = random.nextGaussian();
        int colour = random.nextInt(3);
        mixedRow(writer, random, x, colour).target(1000 + 30 * x + 20 * colour + 5 * random.nextGaussian());
    }

    private static FrameWriter mixedRow(FrameWriter writer, Random random, double x, int colour) {
        if (random.nextInt(10) > 0) {
            writer.numeric(0, (float) x);
        }
        writer.numeric(1, (float) random.nextGaussian());
        return writer.category(2, random.nextInt(10) > 0 ? COLOURS.get(colour) : null);
    }

    /** Images of 8 x 8 pixels, bright on the left or on the right. */
    public static FrameSchema images() {
        List<Feature> pixels =
                IntStream.range(0, 64).mapToObj(i -> Feature.pixel("p" + i)).toList();
        return new FrameSchema(
                pixels, new ClassTarget("side", List.of("left", "right")), Optional.of(new ImageShape(8, 8, 1)));
    }

    public static void brightSide(FrameWriter writer, int row, Random random) throws IOException {
        boolean right = random.nextBoolean();
        for (int pixel = 0; pixel < 64; pixel++) {
            boolean bright = pixel % 8 >= 4 == right;
            writer.pixel(pixel, random.nextInt(120) + (bright ? 100 : 0));
        }
        writer.label(right ? "right" : "left");
    }
}
