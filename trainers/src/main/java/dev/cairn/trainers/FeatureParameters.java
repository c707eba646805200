package dev.cairn.trainers;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.feature.FeatureSettings;
import dev.cairn.trainers.feature.FeatureSettings.Categories;
import dev.cairn.trainers.feature.FeatureSettings.Dates;
import dev.cairn.trainers.feature.FeatureSettings.Missing;
import dev.cairn.trainers.feature.FeatureSettings.Scaling;
import dev.cairn.trainers.feature.FeatureSettings.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the columns of a table are prepared, as parameters that every trainer has beside its own. Which there are depends on the columns; the defaults
 * leave to the trainer what it does by itself.
 */
public final class FeatureParameters {
    /** A trainer's own ways with fewer levels are hardly bettered. */
    private static final int MANY_LEVELS = 10;

    private static final int MANY_FEATURES = 100;

    /** All names that there are. */
    public static final Set<String> NAMES = Set.of(
            FeatureSettings.MISSING,
            FeatureSettings.CONSTANT,
            FeatureSettings.INDICATORS,
            FeatureSettings.WINSORIZE,
            FeatureSettings.SCALING,
            FeatureSettings.CATEGORIES,
            FeatureSettings.RARE_BELOW,
            FeatureSettings.SMOOTHING,
            FeatureSettings.DATES,
            FeatureSettings.TEXT,
            FeatureSettings.TEXT_WIDTH,
            FeatureSettings.MIN_VARIANCE,
            FeatureSettings.MAX_CORRELATION,
            FeatureSettings.KEEP);

    private FeatureParameters() {}

    /** Those that do something to such a table, with their defaults. */
    static Map<String, Value> defaults(TaskShape shape) {
        if (shape.image().isPresent()) {
            return Map.of();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        if (shape.numericFeatures() > 0) {
            values.put(FeatureSettings.MISSING, FeatureSettings.spelling(Missing.OWN));
            values.put(FeatureSettings.CONSTANT, 0.0);
            values.put(FeatureSettings.INDICATORS, true);
            values.put(FeatureSettings.WINSORIZE, 0.0);
            values.put(FeatureSettings.SCALING, FeatureSettings.spelling(Scaling.OWN));
        }
        if (shape.categoricalFeatures() > 0) {
            values.put(FeatureSettings.CATEGORIES, FeatureSettings.spelling(Categories.OWN));
            values.put(FeatureSettings.RARE_BELOW, 0);
            values.put(FeatureSettings.SMOOTHING, 10.0);
        }
        if (shape.dateFeatures() > 0) {
            values.put(FeatureSettings.DATES, FeatureSettings.spelling(Dates.PARTS));
        }
        if (shape.textFeatures() > 0) {
            values.put(FeatureSettings.TEXT, FeatureSettings.spelling(Text.TFIDF));
            values.put(FeatureSettings.TEXT_WIDTH, 64);
        }
        values.put(FeatureSettings.MIN_VARIANCE, 0.0);
        values.put(FeatureSettings.MAX_CORRELATION, 1.0);
        values.put(FeatureSettings.KEEP, 1.0);
        return Values.of(values).byName();
    }

    /** Those that are searched when the study does not say: few, where there is something to gain. */
    static List<Parameter> searched(TaskShape shape, Inputs inputs) {
        List<Parameter> parameters = new ArrayList<>();
        if (shape.image().isPresent()) {
            return parameters;
        }
        if (shape.numericFeatures() > 0 && inputs == Inputs.NUMBERS) {
            parameters.add(choice(FeatureSettings.SCALING, Scaling.OWN, Scaling.ROBUST, Scaling.QUANTILE));
        }
        if (shape.mostLevels() > MANY_LEVELS) {
            parameters.add(choice(FeatureSettings.CATEGORIES, Categories.OWN, Categories.TARGET));
        }
        if (shape.textFeatures() > 0) {
            parameters.add(choice(FeatureSettings.TEXT, Text.TFIDF, Text.HASHED));
        }
        if (shape.numericFeatures() + shape.categoricalFeatures() > MANY_FEATURES) {
            parameters.add(Real.log(FeatureSettings.KEEP, 0.05, 1).near(1));
        }
        return parameters;
    }

    private static Choice choice(String name, Enum<?>... levels) {
        Object[] spelled = Stream.of(levels).map(FeatureSettings::spelling).toArray();
        return Choice.of(name, spelled).near(spelled[0]);
    }
}
