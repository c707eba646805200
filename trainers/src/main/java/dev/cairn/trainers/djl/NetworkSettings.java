package dev.cairn.trainers.djl;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Values;
import java.util.Arrays;
import java.util.Locale;

/** The values that all networks share. */
record NetworkSettings(Optimizer optimizer, double learningRate, double l2, int batchSize, int epochs, int patience) {
    NetworkSettings {
        atLeast("lr", learningRate, 0);
        atLeast("l2", l2, 0);
        atLeast("batchSize", batchSize, 1);
        atLeast("epochs", epochs, 1);
        atLeast("patience", patience, 1);
    }

    static NetworkSettings of(Values values) {
        return new NetworkSettings(
                level(Optimizer.class, values, "optimizer"),
                values.real("lr"),
                values.real("l2"),
                count(values, "batchSize", 1),
                count(values, "epochs", 1),
                count(values, "patience", 1));
    }

    /** A whole number that makes sense. */
    static int count(Values values, String name, int least) {
        long count = values.whole(name);
        atLeast(name, (double) count, least);
        return Math.toIntExact(count);
    }

    static double dropout(Values values) {
        double share = values.real("dropout");
        if (!(share >= 0 && share < 1)) {
            throw new InvalidSearch("value 'dropout' must be in [0, 1), got " + share);
        }
        return share;
    }

    static <E extends Enum<E>> E level(Class<E> type, Values values, String name) {
        String text = values.text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidSearch("value '%s' must be one of %s, got '%s'"
                        .formatted(
                                name, Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT), text)));
    }

    private static void atLeast(String name, double value, double least) {
        if (!(value >= least)) {
            throw new InvalidSearch("value '%s' must be at least %s, got %s".formatted(name, least, value));
        }
    }
}
