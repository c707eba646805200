package dev.cairn.trainers;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The vault's answers and what the model said about them, over the same classes. The vault may number its labels differently, and may hold a class
 * that training never had: the model gives it probability 0, and is wrong.
 */
record SealedTruth(Target truth, Predictions predictions) {
    static SealedTruth of(Target training, Target vault, Predictions said) {
        if (training instanceof Target.Classes known
                && vault instanceof Target.Classes sealed
                && said instanceof Predictions.Probabilities probabilities) {
            return classes(known, sealed, probabilities);
        }
        if (training instanceof Target.Labels known
                && vault instanceof Target.Labels sealed
                && known.columns().equals(sealed.columns())) {
            return new SealedTruth(vault, said);
        }
        boolean numbers = training instanceof Target.Numbers && vault instanceof Target.Numbers;
        boolean none = training instanceof Target.Unlabelled && vault instanceof Target.Unlabelled;
        if (numbers || none) {
            return new SealedTruth(vault, said);
        }
        throw new InvalidFrame(
                "the sealed rows' target is " + vault.task() + ", the training rows' " + training.task());
    }

    private static SealedTruth classes(
            Target.Classes known, Target.Classes sealed, Predictions.Probabilities probabilities) {
        List<String> labels = new ArrayList<>(known.labels());
        sealed.labels().stream().filter(label -> !labels.contains(label)).forEach(labels::add);
        int[] renumbered = sealed.labels().stream().mapToInt(labels::indexOf).toArray();
        int[] codes =
                Arrays.stream(sealed.codes()).map(code -> renumbered[code]).toArray();
        double[] flat = new double[codes.length * labels.size()];
        for (int row = 0; row < codes.length; row++) {
            System.arraycopy(probabilities.flat(), row * known.classes(), flat, row * labels.size(), known.classes());
        }
        // What training never had is never probable, so that its stake does not matter.
        double[] stakes = probabilities.stakes().length == 0
                ? probabilities.stakes()
                : Arrays.copyOf(probabilities.stakes(), labels.size());
        return new SealedTruth(
                new Target.Classes(codes, labels), new Predictions.Probabilities(labels.size(), flat, stakes));
    }
}
