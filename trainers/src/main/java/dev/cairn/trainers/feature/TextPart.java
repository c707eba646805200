package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Prose as the weights of its words and pairs of neighbouring words, of length 1 in each row; a missing text weighs nothing. Either the terms that
 * carry most weight in training have a feature each (term frequency times inverse document frequency; Salton and Buckley, Information Processing and
 * Management 1988), or all terms fall into features by their hash, half of them counting negative so that collisions cancel out on average (Weinberger
 * et al., ICML 2009, §2).
 *
 * @param terms the place of each term; empty when terms are hashed
 * @param rarity by place: what a term counts for
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record TextPart(Map<String, Integer> terms, List<String> names, double[] rarity) implements Part {
    /** Enough to know which terms are frequent. */
    private static final int MOST_READ = 20_000;

    private static final int MOST_TERMS = 300_000;

    static TextPart hashed(Column.Text column, int width) {
        List<String> names = IntStream.range(0, width)
                .mapToObj(place -> column.name() + " hash " + place)
                .toList();
        double[] rarity = new double[width];
        Arrays.fill(rarity, 1);
        return new TextPart(Map.of(), names, rarity);
    }

    static TextPart weighted(Column.Text column, int[] rows, int width) {
        Map<String, Integer> documents = new HashMap<>();
        int stride = Math.max(1, (rows.length + MOST_READ - 1) / MOST_READ);
        int read = 0;
        for (int i = 0; i < rows.length; i += stride) {
            for (String term : Words.counts(column.text(rows[i])).keySet()) {
                if (documents.size() < MOST_TERMS || documents.containsKey(term)) {
                    documents.merge(term, 1, Integer::sum);
                }
            }
            read++;
        }
        return weighted(column.name(), documents, read, width);
    }

    private static TextPart weighted(String name, Map<String, Integer> documents, int read, int width) {
        // A term of one text tells nothing of others.
        List<String> chosen = documents.entrySet().stream()
                .filter(term -> term.getValue() > 1)
                .sorted(Comparator.comparingDouble(
                                (Map.Entry<String, Integer> term) -> -term.getValue() * rarity(term.getValue(), read))
                        .thenComparing(Map.Entry::getKey))
                .limit(width)
                .map(Map.Entry::getKey)
                .toList();
        double[] rarity = chosen.stream()
                .mapToDouble(term -> rarity(documents.getOrDefault(term, 0), read))
                .toArray();
        List<String> names = chosen.stream().map(term -> name + " ~ " + term).toList();
        return new TextPart(LevelCounts.numbered(chosen), names, rarity);
    }

    private static double rarity(int documents, int read) {
        return Math.log((1.0 + read) / (1.0 + documents)) + (documents == read ? 1e-3 : 0);
    }

    @Override
    public List<Column> of(Column column, RowSet rows) {
        Sparse sparse = Sparse.of(rows, row -> weights(((Column.Text) column).text(row)));
        List<Column> made = new ArrayList<>();
        for (int place = 0; place < names.size(); place++) {
            int wanted = place;
            made.add(Column.Numeric.scaled(names.get(place), row -> sparse.at(row, wanted)));
        }
        return made;
    }

    /** By place, of those that weigh anything. */
    private Map<Integer, Double> weights(Optional<String> text) {
        boolean hashed = terms.isEmpty();
        ToIntFunction<String> places =
                hashed ? term -> Math.floorMod(mixed(term) >>> 1, rarity.length) : term -> terms.getOrDefault(term, -1);
        Map<Integer, Double> weights = new HashMap<>();
        Words.counts(text).forEach((term, count) -> {
            int place = rarity.length == 0 ? -1 : places.applyAsInt(term);
            if (place >= 0) {
                int sign = hashed && (mixed(term) & 1) == 0 ? -1 : 1;
                weights.merge(place, sign * (1 + Math.log(count)) * rarity[place], Double::sum);
            }
        });
        double length = Math.sqrt(
                weights.values().stream().mapToDouble(weight -> weight * weight).sum());
        if (length > 0) {
            weights.replaceAll((place, weight) -> weight / length);
        }
        return weights;
    }

    /** The finaliser of MurmurHash3 over the string's own hash, whose low bits are poor. */
    private static int mixed(String term) {
        int hash = term.hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }
}
