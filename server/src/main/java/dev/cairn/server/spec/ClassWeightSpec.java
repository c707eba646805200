package dev.cairn.server.spec;

import dev.cairn.trainers.ClassWeights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a row of each class counts for in training. */
public sealed interface ClassWeightSpec {
    /** As a value of the trainers' parameter. */
    String text();

    /** All classes weigh the same together, or all rows do. */
    record Rule(boolean balanced) implements ClassWeightSpec {
        @Override
        public String text() {
            return balanced ? ClassWeights.BALANCED : ClassWeights.NONE;
        }
    }

    /**
     * A class that is not named counts 1.
     *
     * @param byLabel above 0
     */
    record Numbers(Map<String, Double> byLabel) implements ClassWeightSpec {
        public Numbers {
            byLabel = Collections.unmodifiableMap(new LinkedHashMap<>(byLabel));
        }

        @Override
        public String text() {
            return ClassWeights.text(byLabel);
        }
    }
}
