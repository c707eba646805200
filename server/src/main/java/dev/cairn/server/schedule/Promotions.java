package dev.cairn.server.schedule;

import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.Promotion;
import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import dev.cairn.store.StudyRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of a study's paused trials go on. Each trainer's trials are compared among themselves, since each counts steps of its own. */
final class Promotions {
    private final StudyPlan plan;
    private final Direction direction;
    private final List<Integer> waiting;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** A trial of a revision of the study that is searched no more. */
    private static final Explanation UNASKED = Explanation.of("promotion", "The search ended before it was promoted.");

    /** The trials of one trainer, and the rule that compares them. */
    private record Field(Pruner rule, List<Contender> paused, List<Contender> others) {
        Field(Pruner rule) {
            this(rule, new ArrayList<>(), new ArrayList<>());
        }
    }

    private Promotions(StudyPlan plan, Direction direction, List<Integer> waiting) {
        this.waiting = waiting;
        this.plan = plan;
        this.direction = direction;
    }

    /** Reads the curves of running trials only where a trial waits. */
    static Promotions of(StudyRecord study, StudyPlan plan, StudyHistory history, HistoryCache histories) {
        List<Integer> waiting = history.waiting();
        Promotions promotions =
                new Promotions(plan, study.maximize() ? Direction.MAXIMIZE : Direction.MINIMIZE, waiting);
        if (waiting.isEmpty()) {
            return promotions;
        }
        List<Trial> trials = plan.informing(history, study.revision());
        Contenders contenders = new Contenders(study, plan, histories);
        trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> plan.trainer(trial.values()), LinkedHashMap::new, Collectors.toList()))
                .forEach((trainer, some) -> promotions.add(trainer, some, contenders));
        return promotions;
    }

    private void add(String trainer, List<Trial> trials, Contenders contenders) {
        Field field = new Field(plan.pruner(trials.get(0).values()));
        List<Contender> now = contenders.now(field.rule, trials);
        for (int i = 0; i < trials.size(); i++) {
            boolean paused = trials.get(i) instanceof PendingTrial pending && pending.paused();
            (paused ? field.paused : field.others).add(now.get(i));
        }
        fields.put(trainer, field);
    }

    /** At most so many trials to queue again. */
    List<Suggestion.Promote> next(int count) {
        List<Suggestion.Promote> promotes = new ArrayList<>();
        for (Field field : fields.values()) {
            Optional<Promotion> promotion = promote(field);
            while (promotion.isPresent() && promotes.size() < count) {
                Promotion next = promotion.get();
                promotes.add(new Suggestion.Promote(next.trial(), Fidelity.FULL, next.why()));
                promotion = promote(field);
            }
        }
        return promotes;
    }

    /** The next to promote, which no longer waits then. */
    private Optional<Promotion> promote(Field field) {
        Optional<Promotion> best = field.rule.promotion(field.paused, field.others, direction);
        best.ifPresent(promotion -> field.paused.stream()
                .filter(paused -> paused.number() == promotion.trial())
                .findFirst()
                .ifPresent(promoted -> {
                    field.paused.remove(promoted);
                    field.others.add(promoted);
                }));
        return best;
    }

    /** Why each of the trials that still wait was not promoted to the end. */
    Map<Integer, Explanation> left() {
        Map<Integer, Explanation> left = new LinkedHashMap<>();
        waiting.forEach(trial -> left.put(trial, UNASKED));
        fields.values()
                .forEach(field -> field.paused.forEach(paused -> {
                    List<Contender> peers = new ArrayList<>(field.others);
                    field.paused.stream()
                            .filter(other -> other.number() != paused.number())
                            .forEach(peers::add);
                    left.put(paused.number(), why(field.rule.judge(paused, peers, direction)));
                }));
        return left;
    }

    private static Explanation why(Verdict verdict) {
        Explanation last = verdict instanceof Verdict.Pause pause
                ? pause.why()
                : Explanation.of("promotion", "It waited for a promotion.");
        return new Explanation(last.arm(), last.reason() + " The search ended before it was promoted.", last.numbers());
    }
}
