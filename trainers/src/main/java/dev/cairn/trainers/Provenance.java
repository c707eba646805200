package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.RowSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.tribuo.Tribuo;

/**
 * How the models of a trial came to be: all that is needed to make them again beside the training rows, of which it holds a digest of their places and
 * nothing else.
 *
 * @param values all of them, defaults included
 * @param goesOnFrom the first trial of a lineage that its models go on from; such models are not made again from their own values alone
 * @param folds a model each
 * @param versions of what models may depend on to the last bit, by name
 */
public record Provenance(
        String trainer,
        Values values,
        Objective objective,
        Device device,
        OptionalInt goesOnFrom,
        List<Model> folds,
        Map<String, String> versions) {
    public Provenance {
        folds = List.copyOf(folds);
        versions = Map.copyOf(versions);
    }

    /**
     * One model.
     *
     * @param seed of its random streams
     * @param steps how far it learned
     * @param rows how many it learned from
     * @param digest SHA-256 of their places in the training frame, in hex
     * @param configuration the trainer as its library writes it down, where that keeps account
     */
    public record Model(long seed, int steps, int rows, String digest, Optional<String> configuration) {}

    static Map<String, String> present() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("java", Runtime.version().toString());
        versions.put("tribuo", Tribuo.VERSION);
        return versions;
    }

    /** The digest of places in a frame. */
    static String digest(int[] rows) {
        try {
            ByteBuffer places = ByteBuffer.allocate(rows.length * Integer.BYTES);
            places.asIntBuffer().put(rows);
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update("rows".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(places.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Makes one of the models again.
     *
     * @param train the rows that it learned from
     * @throws TrainingFailure when they are other rows, or when the model cannot be made from this alone
     */
    public Learner again(int fold, RowSet train) throws TrainingFailure {
        Model model = folds.get(fold);
        if (goesOnFrom.isPresent()) {
            throw new TrainingFailure(Kind.DATA, "its models go on from those of trial " + goesOnFrom.getAsInt());
        }
        if (!model.digest().equals(digest(train.rows()))) {
            throw new TrainingFailure(Kind.DATA, "the model of fold " + (fold + 1) + " learned from other rows");
        }
        Trainer known = Trainers.named(trainer)
                .orElseThrow(() -> new TrainingFailure(Kind.CODE, "there is no trainer '" + trainer + "'"));
        FoldData data = new FoldData(fold, train, TaskShape.of(train.frame()), objective);
        Learner learner = known.start(data, values, model.seed(), device);
        learner.advance(model.steps(), () -> false);
        return learner;
    }
}
