package dev.cairn.trainers;

import dev.cairn.trainers.FinalModel.Part;
import dev.cairn.trainers.ensemble.Recalibration;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The models of a trial's folds as one model, their mean: bagging without replacement, as in the cross-validation committees of Parmanto, Munro and
 * Doyle (Advances in Neural Information Processing Systems 1995, §3). It costs no fit, so it can stand where there is no time for one on all rows.
 */
final class KeptModel {
    /** A trial's process has a small heap, and the file is written while the clock runs. */
    private static final long MOST_BYTES = 24L << 20;

    /** Bytes of heap that writing a byte of model takes, about: buffers grow by copying. */
    private static final int COPIES = 6;

    private KeptModel() {}

    /** As many folds as there is room for; empty where one alone is too large. */
    static Optional<FinalModel> of(TrainJob job, List<Fold> folds) throws TrainingFailure {
        List<Fold> kept = new ArrayList<>();
        long room = Math.min(MOST_BYTES, freeHeap() / COPIES);
        for (Fold fold : folds) {
            room -= fold.learner().modelBytes();
            if (room < 0) {
                break;
            }
            kept.add(fold);
        }
        List<Part> parts = new ArrayList<>();
        for (Fold fold : kept) {
            parts.add(part(job, fold, 1.0 / kept.size()));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new FinalModel(parts));
    }

    private static long freeHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    private static Part part(TrainJob job, Fold fold, double weight) throws TrainingFailure {
        BitSet rows = new BitSet();
        Arrays.stream(fold.training().rows()).forEach(rows::set);
        return new Part(
                job.trial(),
                job.trainer(),
                job.values(),
                job.fidelity(),
                Seeds.of(job.seed(), "trial", job.root(), fold.number()),
                weight,
                Optional.of(fold.learner().save()),
                Recalibration.NONE,
                Optional.empty(),
                Optional.of(rows));
    }
}
