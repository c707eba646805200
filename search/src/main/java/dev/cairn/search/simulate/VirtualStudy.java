package dev.cairn.search.simulate;

import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.ControlGroup;
import dev.cairn.search.pruner.Promotion;
import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Plays a study in virtual time, from decision to decision, on curves that are known beforehand: a discrete-event simulation (Law, Simulation
 * Modeling and Analysis, 5th ed., §1.3). It asks the sampler, the rule for hopeless trials and the control group as a server does, and keeps the
 * bounds of the budget to the instant. A function of its arguments.
 */
public final class VirtualStudy {
    private final SearchPlan plan;
    private final Means means;
    private final Courses courses;
    private final ControlGroup control;
    private final Proposals proposals;
    private final List<VirtualTrial> trials = new ArrayList<>();
    private final Map<Integer, Contender> still = new HashMap<>();
    private final Map<String, Map<Integer, int[]>> rungs = new TreeMap<>();
    private final List<Played.Best> best = new ArrayList<>();
    private double now;
    private double used;

    private VirtualStudy(SearchPlan plan, Means means, Courses courses) {
        this.plan = plan;
        this.means = means;
        this.courses = courses;
        this.control = new ControlGroup(ControlGroup.USUAL_SHARE, plan.seed());
        this.proposals = new Proposals(plan, means);
    }

    /** Plays it to its end. */
    public static Played play(SearchPlan plan, Means means, Courses courses) {
        return new VirtualStudy(plan, means, courses).play();
    }

    private Played play() {
        while (true) {
            if (means.limit(now, used, 0).at() <= now) {
                return end(means.limit(now, used, 0).bound());
            }
            fill();
            start();
            List<VirtualTrial> running = running();
            Optional<VirtualTrial> next = running.stream()
                    .min(Comparator.comparingDouble(VirtualTrial::decision).thenComparingInt(trial -> trial.number));
            if (next.isEmpty()) {
                return end(trials.size() < means.trials() ? Bound.SPACE : Bound.TRIALS);
            }
            Means.Limit limit = means.limit(now, used, running.size());
            if (next.get().decision() > limit.at()) {
                pass(limit.at(), running.size());
                return end(limit.bound());
            }
            pass(next.get().decision(), running.size());
            next.get().reachDecision();
            decide(next.get());
        }
    }

    private void pass(double until, int busy) {
        used += busy * (until - now);
        now = until;
    }

    private List<VirtualTrial> running() {
        return trials.stream()
                .filter(trial -> trial.state() == TrialEnd.RUNNING)
                .toList();
    }

    /** Promotes what waits and has become worth it, then asks for new trials, as many as there are places. */
    private void fill() {
        int free = means.parallel()
                - (int) trials.stream().filter(VirtualTrial::open).count();
        free -= promote(free);
        int room = Math.min(free, means.trials() - trials.size());
        if (room > 0) {
            OptionalDouble left = means.seconds().isPresent()
                    ? OptionalDouble.of(means.seconds().getAsDouble() - now)
                    : means.seconds();
            proposals.next(trials, room, left, courses);
        }
    }

    private int promote(int free) {
        int promoted = 0;
        for (Map.Entry<String, Pruner> field : new TreeMap<>(plan.pruners()).entrySet()) {
            while (promoted < free && field.getValue().pauses() && promoteOne(field.getKey(), field.getValue())) {
                promoted++;
            }
        }
        return promoted;
    }

    private boolean promoteOne(String trainer, Pruner rule) {
        List<Contender> paused = contenders(trainer, trial -> trial.state() == TrialEnd.PAUSED);
        if (paused.isEmpty()) {
            return false;
        }
        List<Contender> others = contenders(trainer, trial -> trial.state() != TrialEnd.PAUSED);
        Optional<Promotion> promotion = rule.promotion(paused, others, plan.direction());
        promotion.map(one -> trials.get(one.trial() - 1)).ifPresent(trial -> {
            tally(trial)[3]++;
            still.remove(trial.number);
            trial.queue();
        });
        return promotion.isPresent();
    }

    /** Gives free slots to those that wait, in the order of their numbers. */
    private void start() {
        int free = means.slots() - running().size();
        trials.stream()
                .filter(trial -> trial.state() == TrialEnd.QUEUED)
                .limit(Math.max(0, free))
                .forEach(trial -> trial.start(now, plan.pruner(trial.values)::judgesAt));
    }

    private void decide(VirtualTrial trial) {
        if (trial.atEnd()) {
            trial.leave(trial.ending(), now);
            if (trial.state() == TrialEnd.COMPLETED) {
                score(trial);
            }
            return;
        }
        Verdict verdict = verdict(trial);
        if (verdict instanceof Verdict.Stop) {
            tally(trial)[1]++;
            trial.leave(TrialEnd.STOPPED, now);
        } else if (verdict instanceof Verdict.Pause) {
            tally(trial)[2]++;
            trial.leave(TrialEnd.PAUSED, now);
        } else {
            trial.aim(plan.pruner(trial.values)::judgesAt);
        }
    }

    private Verdict verdict(VirtualTrial trial) {
        Pruner rule = plan.pruner(trial.values);
        if (!rule.judgesAt(trial.step())) {
            return Verdict.CONTINUE;
        }
        Contender own = trial.contender();
        List<Contender> peers = contenders(
                trial.trainer,
                peer -> peer != trial
                        && plan.lagged()
                                .map(lagged -> peer.over() && peer.number <= trial.number - lagged.lag())
                                .orElse(true));
        Verdict verdict = rule.judge(own, peers, plan.direction());
        boolean spared =
                control.has(trial.number) && Double.isFinite(own.curve().last());
        return spared ? Verdict.CONTINUE : verdict;
    }

    private void score(VirtualTrial trial) {
        double score = trial.score(plan.direction());
        boolean better = best.isEmpty()
                || plan.direction().better(score, best.get(best.size() - 1).score());
        if (Double.isFinite(score) && better) {
            best.add(new Played.Best(now, used, trial.number, score));
        }
    }

    /** Trials of a trainer as they are now; those that stand still are shown once and kept. */
    private List<Contender> contenders(String trainer, Predicate<VirtualTrial> which) {
        List<Contender> shown = new ArrayList<>();
        for (VirtualTrial trial : trials) {
            if (trial.trainer.equals(trainer) && which.test(trial)) {
                shown.add(contender(trial));
            }
        }
        return shown;
    }

    private Contender contender(VirtualTrial trial) {
        if (!trial.open()) {
            return still.computeIfAbsent(trial.number, number -> trial.contender());
        }
        if (trial.state() == TrialEnd.RUNNING) {
            trial.advance(now);
        }
        return trial.contender();
    }

    /** Counts at the trial's step: reached, stopped, paused, promoted. */
    private int[] tally(VirtualTrial trial) {
        return rungs.computeIfAbsent(trial.trainer, name -> new TreeMap<>())
                .computeIfAbsent(trial.step(), step -> new int[4]);
    }

    private Played end(Bound bound) {
        for (VirtualTrial trial : trials) {
            if (trial.state() == TrialEnd.RUNNING) {
                trial.advance(now);
                trial.leave(TrialEnd.CUT, now);
            } else if (trial.state() == TrialEnd.PAUSED) {
                trial.leave(TrialEnd.LEFT, now);
            }
        }
        List<Played.Outcome> outcomes = trials.stream()
                .map(trial -> trial.outcome(plan.direction()))
                .filter(trial -> trial.end() != TrialEnd.QUEUED)
                .toList();
        return new Played(outcomes, rungs(outcomes), now, used, means.cost(used), bound, best);
    }

    private List<Played.Rung> rungs(List<Played.Outcome> outcomes) {
        List<Played.Rung> all = new ArrayList<>();
        rungs.forEach((trainer, bySteps) -> bySteps.forEach((step, counts) -> {
            long reached = outcomes.stream()
                    .filter(trial -> trial.trainer().equals(trainer) && trial.reached() >= step)
                    .count();
            all.add(new Played.Rung(trainer, step, (int) reached, counts[1], counts[2], counts[3]));
        }));
        return all;
    }
}
