package dev.cairn.search.trial;

import dev.cairn.search.InvalidSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All trials of a study so far, by number, and which way each objective is better.
 *
 * @param arms which part of the algorithm suggested each trial, by number from 1 on: the arm of its {@link Explanation}, an empty text
 *     where nobody knows; it may be shorter than the trials
 */
public record History(List<Direction> directions, List<Trial> trials, List<String> arms) {
    public History {
        arms = List.copyOf(arms);
        directions = List.copyOf(directions);
        if (directions.isEmpty()) {
            throw new InvalidSearch("a history needs at least one direction");
        }
        trials = byNumber(trials);
        for (int i = 1; i < trials.size(); i++) {
            if (trials.get(i).number() == trials.get(i - 1).number()) {
                throw new InvalidSearch(
                        "trial %d is there twice".formatted(trials.get(i).number()));
            }
        }
        for (Trial trial : trials) {
            if (trial instanceof CompletedTrial done && done.objectives().size() != directions.size()) {
                throw new InvalidSearch("trial %d needs %d objectives, got %d"
                        .formatted(
                                trial.number(),
                                directions.size(),
                                done.objectives().size()));
            }
        }
    }

    /** A history that does not say who suggested its trials. */
    public History(List<Direction> directions, List<Trial> trials) {
        this(directions, trials, List.of());
    }

    public static History empty(Direction direction) {
        return new History(List.of(direction), List.of());
    }

    /** The direction of the first objective. */
    public Direction direction() {
        return directions.get(0);
    }

    public int size() {
        return trials.size();
    }

    /** The arm that suggested a trial; an empty text if nobody knows. */
    public String arm(int number) {
        return number <= arms.size() ? arms.get(number - 1) : "";
    }

    /** The number that the next trial gets. */
    public int nextNumber() {
        return trials.isEmpty() ? 1 : trials.get(trials.size() - 1).number() + 1;
    }

    public List<CompletedTrial> completed() {
        return only(CompletedTrial.class);
    }

    public List<PendingTrial> pending() {
        return only(PendingTrial.class);
    }

    public List<PrunedTrial> pruned() {
        return only(PrunedTrial.class);
    }

    public List<FailedTrial> failed() {
        return only(FailedTrial.class);
    }

    /**
     * The completed trial with the best finite first objective of those that keep all bounds, the earliest of equals; where none does, the one
     * that is closest to it.
     */
    public Optional<CompletedTrial> best() {
        return completed().stream()
                .filter(trial -> Double.isFinite(trial.objective()))
                .min(Comparator.comparingDouble(CompletedTrial::violation)
                        .thenComparingDouble(trial -> direction().loss(trial.objective())));
    }

    /** True if less of one number is all that is wanted: a single objective and no bound on an outcome. */
    public boolean plain() {
        return directions.size() == 1
                && trials.stream()
                        .noneMatch(trial -> trial instanceof CompletedTrial done
                                && !done.violations().isEmpty());
    }

    /** This history and one more trial. */
    public History with(Trial trial) {
        List<Trial> more = new ArrayList<>(trials);
        more.add(trial);
        return new History(directions, more, arms);
    }

    /** This history and one more trial, which has the next number, with the arm that suggested it. */
    public History with(Trial trial, String arm) {
        List<String> known = new ArrayList<>(arms);
        while (known.size() < trial.number() - 1) {
            known.add("");
        }
        known.add(arm);
        return new History(directions, with(trial).trials, known);
    }

    /** Most histories are in order already, and long ones cost time to sort. */
    private static List<Trial> byNumber(List<Trial> trials) {
        int before = 0;
        for (Trial trial : trials) {
            if (trial.number() < before) {
                return trials.stream()
                        .sorted(Comparator.comparingInt(Trial::number))
                        .toList();
            }
            before = trial.number();
        }
        return List.copyOf(trials);
    }

    private <T extends Trial> List<T> only(Class<T> state) {
        return trials.stream().filter(state::isInstance).map(state::cast).toList();
    }
}
