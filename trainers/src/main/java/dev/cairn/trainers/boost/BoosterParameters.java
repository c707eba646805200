package dev.cairn.trainers.boost;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Monotone;
import dev.cairn.trainers.RegressionLoss;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Translates our values into XGBoost's parameters. */
final class BoosterParameters {
    private BoosterParameters() {}

    static Map<String, Object> of(FoldData fold, Values values, long seed, Device device) {
        Map<String, Object> parameters = new HashMap<>();
        switch (fold.shape().task()) {
            case BINARY -> parameters.put("objective", "binary:logistic");
            case MULTICLASS -> {
                parameters.put("objective", "multi:softprob");
                parameters.put("num_class", fold.shape().classes());
            }
            case REGRESSION -> putLoss(RegressionLoss.of(fold.objective(), values), parameters);
            case MULTILABEL -> throw new IllegalArgumentException("each label has a model of its own");
            case CLUSTERING -> throw new IllegalArgumentException("a clustering has nothing to learn");
        }
        parameters.put("tree_method", "hist");
        parameters.put("nthread", device.threads());
        parameters.put("verbosity", 0);
        // Each round draws from (seed, round), so that a model restored in between draws the same.
        parameters.put("seed", seed & Integer.MAX_VALUE);
        parameters.put("seed_per_iteration", true);
        parameters.put("eta", values.real("lr"));
        parameters.put("max_depth", values.whole("depth"));
        parameters.put("min_child_weight", values.real("minChildWeight"));
        parameters.put("subsample", values.real("subsample"));
        parameters.put("colsample_bytree", values.real("colsample"));
        parameters.put("lambda", values.real("l2"));
        parameters.put("alpha", values.real("l1"));
        parameters.put("gamma", values.real("gamma"));
        parameters.put("max_bin", values.whole("bins"));
        Monotone.of(values)
                .signs(fold.train().frame())
                .ifPresent(signs -> parameters.put(
                        "monotone_constraints",
                        Arrays.stream(signs).mapToObj(Integer::toString).collect(Collectors.joining(",", "(", ")"))));
        return parameters;
    }

    private static void putLoss(RegressionLoss loss, Map<String, Object> parameters) {
        if (loss instanceof RegressionLoss.Quantile quantile) {
            parameters.put("objective", "reg:quantileerror");
            parameters.put("quantile_alpha", quantile.level());
        } else {
            parameters.put(
                    "objective", loss instanceof RegressionLoss.Absolute ? "reg:absoluteerror" : "reg:squarederror");
        }
    }
}
