package dev.cairn.trainers.cluster;

import java.util.List;
import org.tribuo.math.distance.DistanceType;

/** How far rows lie apart, for a trainer, by the names that a study uses. */
enum Nearness {
    EUCLIDEAN("euclidean", DistanceType.L2),
    MANHATTAN("manhattan", DistanceType.L1),
    COSINE("cosine", DistanceType.COSINE);

    static final String PARAMETER = "distance";

    final String wireName;
    final DistanceType type;

    Nearness(String wireName, DistanceType type) {
        this.wireName = wireName;
        this.type = type;
    }

    static Nearness named(String name) {
        return List.of(values()).stream()
                .filter(nearness -> nearness.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        PARAMETER + " is euclidean, manhattan or cosine, got '" + name + "'"));
    }
}
