package dev.cairn.store;

import java.util.Optional;
import java.util.UUID;

/**
 * A split to be stored; there is one per (version, target, test).
 *
 * @param test canonical text of the test setting, such as {@code fraction:0.2} or {@code none}
 * @param target empty where nothing is predicted
 * @param task binary, multiclass, regression, multilabel or clustering
 * @param trainSha content address of the frame of training rows
 * @param vaultSha content address of the frame of sealed rows
 * @param droppedRows training rows left out because sealed rows equal them
 * @param shapeJson shape of the task, JSON that the store does not interpret
 * @param profileJson profile of the training rows, likewise
 */
public record NewSplit(
        UUID versionId,
        String target,
        String test,
        String task,
        String trainSha,
        Optional<String> vaultSha,
        long trainRows,
        long vaultRows,
        long droppedRows,
        String shapeJson,
        String profileJson) {
    public NewSplit {
        Checks.that(
                target.isBlank() == task.equals("clustering"),
                "target",
                "is there unless the task is clustering",
                "'" + target + "' for " + task);
        Checks.notBlank("test", test);
        Checks.sha256("trainSha", trainSha);
        vaultSha.ifPresent(sha -> Checks.sha256("vaultSha", sha));
    }
}
