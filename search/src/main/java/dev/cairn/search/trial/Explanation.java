package dev.cairn.search.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a decision was made, stored with the trial.
 *
 * @param arm the part of the algorithm that decided, one word
 * @param reason a sentence for people
 * @param numbers what it was decided on, in the order of telling
 */
public record Explanation(String arm, String reason, Map<String, Double> numbers) {
    public Explanation {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    public static Explanation of(String arm, String reason) {
        return new Explanation(arm, reason, Map.of());
    }

    public Explanation with(String name, double number) {
        Map<String, Double> more = new LinkedHashMap<>(numbers);
        more.put(name, number);
        return new Explanation(arm, reason, more);
    }
}
