package dev.cairn.server.spec;

import dev.cairn.search.space.Value;
import dev.cairn.server.spec.form.Key;
import dev.cairn.trainers.feature.FeatureSettings;
import dev.cairn.trainers.feature.FeatureSettings.Categories;
import dev.cairn.trainers.feature.FeatureSettings.Dates;
import dev.cairn.trainers.feature.FeatureSettings.Missing;
import dev.cairn.trainers.feature.FeatureSettings.Scaling;
import dev.cairn.trainers.feature.FeatureSettings.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How columns are prepared inside each training fold, for all trainers of the study alike; what is not said is searched or left to the trainer. */
public record FeaturesSpec(
        @Key("What stands for a missing number: own (the trainer's way), mean, median, mostFrequent or constant")
        Optional<Missing> missing,

        @Key("Stands for a missing number where 'missing' is constant")
        Optional<Double> missingValue,

        @Key("Whether a feature of its own says where a number was missing")
        Optional<Boolean> indicators,

        @Key(value = "Share of the numbers at either end that is pulled in", low = 0, high = 0.499)
        Optional<Double> winsorize,

        @Key("Scale of numbers: own, none, standard, robust or quantile")
        Optional<Scaling> scaling,

        @Key("What levels become: own, oneHot, ordinal or target (the mean of the target, out of fold)")
        Optional<Categories> categories,

        @Key(value = "Levels with fewer training rows are one together", low = 0, high = 1e9)
        Optional<Integer> rareBelow,

        @Key(value = "Rows that the overall mean counts for in a target encoding", low = 0, high = 1e9)
        Optional<Double> targetSmoothing,

        @Key("What dates become: days since 1970, or also their parts")
        Optional<Dates> dates,

        @Key("What prose becomes: tfidf (its weightiest terms), hashed, or none")
        Optional<Text> text,

        @Key(value = "Features per column of prose", low = 1, high = 4096)
        Optional<Integer> textWidth,

        @Key(value = "Features that vary less are left out", low = 0)
        Optional<Double> minVariance,

        @Key(value = "Of two features that correlate more, one is left out", low = 0, high = 1)
        Optional<Double> maxCorrelation,

        @Key(value = "Share of the features that is kept, by what each tells about the target", low = 1e-6, high = 1)
        Optional<Double> keep) {

    /** What is said, as values of trainers' parameters. */
    Map<String, Value> values() {
        Map<String, Value> values = new LinkedHashMap<>();
        level(FeatureSettings.MISSING, missing, values);
        missingValue.ifPresent(v -> values.put(FeatureSettings.CONSTANT, Value.of(v)));
        indicators.ifPresent(v -> values.put(FeatureSettings.INDICATORS, Value.of(v)));
        winsorize.ifPresent(v -> values.put(FeatureSettings.WINSORIZE, Value.of(v)));
        level(FeatureSettings.SCALING, scaling, values);
        level(FeatureSettings.CATEGORIES, categories, values);
        rareBelow.ifPresent(v -> values.put(FeatureSettings.RARE_BELOW, Value.of(v)));
        targetSmoothing.ifPresent(v -> values.put(FeatureSettings.SMOOTHING, Value.of(v)));
        level(FeatureSettings.DATES, dates, values);
        level(FeatureSettings.TEXT, text, values);
        textWidth.ifPresent(v -> values.put(FeatureSettings.TEXT_WIDTH, Value.of(v)));
        minVariance.ifPresent(v -> values.put(FeatureSettings.MIN_VARIANCE, Value.of(v)));
        maxCorrelation.ifPresent(v -> values.put(FeatureSettings.MAX_CORRELATION, Value.of(v)));
        keep.ifPresent(v -> values.put(FeatureSettings.KEEP, Value.of(v)));
        return values;
    }

    private static void level(String name, Optional<? extends Enum<?>> level, Map<String, Value> values) {
        level.ifPresent(said -> values.put(name, Value.of(FeatureSettings.spelling(said))));
    }
}
