package dev.cairn.server.trial;

import dev.cairn.trainers.Provenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a cross-validated trial scored.
 *
 * @param metrics means over folds by wire name
 * @param perFold the same, fold by fold
 * @param spread the objective's standard deviation over the folds; NaN where unknown
 * @param steps how far the trial got
 * @param stoppedByVerdict whether a verdict ended it before its own end
 * @param predictions the out-of-fold predictions, to be read with {@link PredictionsFile}; a program has none
 * @param provenance how the models came to be; a program has none
 */
public record TrialResult(
        Map<String, Double> metrics,
        Map<String, List<Double>> perFold,
        double spread,
        int steps,
        Duration fitTime,
        boolean stoppedByVerdict,
        Optional<ContentFile> predictions,
        Optional<Provenance> provenance) {

    public TrialResult {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        perFold = Collections.unmodifiableMap(new LinkedHashMap<>(perFold));
    }

    /**
     * A file that the child left in the scratch folder.
     *
     * @param sha256 of the whole file, in lower-case hex
     */
    public record ContentFile(Path path, String sha256, long bytes) {}
}
