package dev.cairn.server.trial;

import dev.cairn.trainers.data.Predictions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Predictions on disk: a {@link SectionFile} with magic {@code CAIRNOOF}, about {@code probabilities} or {@code values},
 * its number the classes (1 for values), and the sections {@code rows} (i32 indices into the training frame) and
 * {@code numbers} (doubles, row by row).
 */
public final class PredictionsFile {
    private static final String MAGIC = "CAIRNOOF";
    private static final int VERSION = 1;
    private static final String ROWS = "rows";
    private static final String NUMBERS = "numbers";
    private static final String PROBABILITIES = "probabilities";
    private static final String MARGINALS = "marginals";
    private static final String CLUSTERS = "clusters";
    private static final String VALUES = "values";

    private PredictionsFile() {}

    static TrialResult.ContentFile write(Predictions predictions, int[] rows, Path folder) throws IOException {
        SectionFile file;
        if (predictions instanceof Predictions.Probabilities probabilities) {
            file = file(PROBABILITIES, probabilities.classes(), rows, probabilities.flat());
        } else if (predictions instanceof Predictions.Marginals marginals) {
            file = file(MARGINALS, marginals.labels(), rows, marginals.flat());
        } else if (predictions instanceof Predictions.Clusters clusters) {
            file = file(CLUSTERS, 1, rows, clusters.numbers());
        } else {
            file = file(VALUES, 1, rows, ((Predictions.Values) predictions).values());
        }
        SectionFile.Place place = file.write(folder, ".oof");
        return new TrialResult.ContentFile(place.path(), place.sha256(), place.bytes());
    }

    /**
     * What such a file holds.
     *
     * @param rows which row of the training frame each prediction is of
     */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    public record Content(int[] rows, Predictions predictions) {}

    /** Refuses a file that is damaged or of a newer version. */
    public static Content read(Path path) throws IOException {
        SectionFile file = SectionFile.read(path, MAGIC, VERSION);
        int[] rows = new int[file.section(ROWS).length / Integer.BYTES];
        ByteBuffer.wrap(file.section(ROWS)).asIntBuffer().get(rows);
        return new Content(rows, predictions(path, file));
    }

    private static Predictions predictions(Path path, SectionFile file) throws IOException {
        double[] numbers = new double[file.section(NUMBERS).length / Double.BYTES];
        ByteBuffer.wrap(file.section(NUMBERS)).asDoubleBuffer().get(numbers);
        return switch (file.subject()) {
            case PROBABILITIES -> new Predictions.Probabilities(file.number(), numbers);
            case MARGINALS -> new Predictions.Marginals(file.number(), numbers);
            case CLUSTERS -> new Predictions.Clusters(numbers);
            case VALUES -> new Predictions.Values(numbers);
            default -> throw new SectionFile.CorruptFile(path + " holds neither probabilities nor values");
        };
    }

    private static SectionFile file(String kind, int classes, int[] rows, double[] numbers) {
        ByteBuffer rowBytes = ByteBuffer.allocate(rows.length * Integer.BYTES);
        rowBytes.asIntBuffer().put(rows);
        ByteBuffer numberBytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
        numberBytes.asDoubleBuffer().put(numbers);
        Map<String, byte[]> sections = new TreeMap<>(Map.of(ROWS, rowBytes.array(), NUMBERS, numberBytes.array()));
        return new SectionFile(MAGIC, VERSION, kind, classes, sections);
    }
}
