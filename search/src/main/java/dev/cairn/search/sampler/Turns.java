package dev.cairn.search.sampler;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares the suggestions among arms by what each of them gained: probability matching (Thierens, "An Adaptive Pursuit Strategy for
 * Allocating Operator Probabilities", GECCO 2005), with what is long past discounted.
 *
 * <p>Nothing is drawn: the arm that is furthest behind its share is next, so that a turn is a function of the history.
 */
final class Turns {
    private static final double DISCOUNT = 0.95;
    /** An arm keeps this part of its first share, whatever it gains. */
    private static final double FLOOR = 0.3;
    /** The mean gain of all arms counts as so many trials of each. */
    private static final double DOUBT = 4;
    /** What is gained at first counts as so much, in the same unit as a gain. */
    private static final double HOPE = 0.1;

    private static final int FIRST = 10;

    private final Map<Arm, Double> gains = new EnumMap<>(Arm.class);
    private final Map<Arm, Double> uses = new EnumMap<>(Arm.class);
    private final boolean branches;
    private final boolean hard;

    /**
     * The turns after the evidence.
     *
     * @param hard whether the space is one for {@link Arm#FOREST}
     */
    Turns(Evidence evidence, boolean hard) {
        this.hard = hard;
        branches = new Branches(evidence).size() > 1;
        double reference = firstMedian(evidence.losses());
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < evidence.size(); i++) {
            double loss = evidence.losses()[i];
            double gain = gain(best, loss, reference);
            best = Math.min(best, loss);
            Arm.labelled(evidence.arms().get(i)).ifPresent(arm -> paid(arm, gain));
        }
        for (String arm : evidence.pendingArms()) {
            Arm.labelled(arm).ifPresent(known -> uses.merge(known, 1.0, Double::sum));
        }
    }

    /** The arms to try, the first that finds something being taken; an arm that explores needs no model and no second. */
    List<Arm> next() {
        double all = sum(uses) + 1;
        double mean = (sum(gains) + HOPE * DOUBT) / (all + DOUBT);
        Map<Arm, Double> worth = new EnumMap<>(Arm.class);
        for (Arm arm : Arm.values()) {
            worth.put(arm, share(arm) * (of(gains, arm) + mean * DOUBT) / (of(uses, arm) + DOUBT));
        }
        Arm behind = Arm.GLOBAL;
        double most = Double.NEGATIVE_INFINITY;
        for (Arm arm : Arm.values()) {
            double share = FLOOR * share(arm) / shares() + (1 - FLOOR) * of(worth, arm) / sum(worth);
            double debt = share(arm) > 0 ? share * all - of(uses, arm) : Double.NEGATIVE_INFINITY;
            if (debt > most) {
                most = debt;
                behind = arm;
            }
        }
        return behind == Arm.EXPLORE ? List.of() : List.of(behind, Arm.GLOBAL);
    }

    /** The share of branches falls to the others where no condition divides the space, that of trees where it is none for them. */
    private double share(Arm arm) {
        boolean idle = (arm == Arm.BRANCH && !branches) || (arm == Arm.FOREST && !hard);
        return idle ? 0 : arm.share();
    }

    private double shares() {
        return Arrays.stream(Arm.values()).mapToDouble(this::share).sum();
    }

    private void paid(Arm arm, double gain) {
        gains.replaceAll((key, value) -> value * DISCOUNT);
        uses.replaceAll((key, value) -> value * DISCOUNT);
        gains.merge(arm, gain, Double::sum);
        uses.merge(arm, 1.0, Double::sum);
    }

    /**
     * The root of the improvement as a part of all that was gained over the first trials: a step of a hundredth is worth a tenth of the
     * whole way, so that neither many small steps nor one lucky leap count alone.
     */
    private static double gain(double best, double loss, double reference) {
        if (!(loss < best) || Double.isInfinite(best)) {
            return 0;
        }
        double part = reference > loss ? (best - loss) / (reference - loss) : 1;
        return Math.sqrt(Math.min(1, Double.isFinite(part) ? part : 1));
    }

    private static double firstMedian(double[] losses) {
        double[] first = Arrays.copyOf(losses, Math.min(FIRST, losses.length));
        Arrays.sort(first);
        return first[first.length / 2];
    }

    private static double of(Map<Arm, Double> map, Arm arm) {
        return Optional.ofNullable(map.get(arm)).orElse(0.0);
    }

    private static double sum(Map<Arm, Double> map) {
        return map.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
