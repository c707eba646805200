package dev.cairn.server.worker;

import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.ControlGroup;
import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.schedule.Contenders;
import dev.cairn.server.schedule.HistoryCache;
import dev.cairn.server.schedule.StudyPlan;
import dev.cairn.server.schedule.StudyPlans;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.store.Claim;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.StudyRecord;
import java.util.List;

/** Judges the curve of one running trial among its peers: the trials of the same study and the same trainer. */
final class Judge {
    private final StudyRecord study;
    private final int trial;
    private final Values values;
    private final StudyPlans plans;
    private final HistoryCache histories;
    private final ControlGroup control;

    Judge(Claim claim, StudyPlans plans, HistoryCache histories) {
        this.study = claim.study();
        this.trial = claim.ref().trial();
        this.values = Values.of(claim.trial().values());
        this.plans = plans;
        this.histories = histories;
        this.control = new ControlGroup(ControlGroup.USUAL_SHARE, study.seed());
    }

    boolean judgesAt(int step) {
        return plans.of(study).pruner(values).judgesAt(step);
    }

    /** Judges a trial by what it measured so far. */
    Verdict judge(List<MeasurementRow> measured) {
        Direction direction = study.maximize() ? Direction.MAXIMIZE : Direction.MINIMIZE;
        StudyPlan plan = plans.of(study);
        Pruner rule = plan.pruner(values);
        Contenders contenders = new Contenders(study, plan, histories);
        List<Contender> peers = study.deterministic()
                ? Patience.untilReached(() -> contenders.over(rule, earlierPeers()))
                : contenders.now(rule, peers());
        return rule.judge(contenders.own(trial, measured), peers, direction);
    }

    /** True if the trial runs on whatever the verdict, to show what stopping costs; one that diverged has nothing to show. */
    boolean spares(List<MeasurementRow> measured) {
        return control.has(trial)
                && Double.isFinite(Contenders.curve(measured, study.objective()).last());
    }

    /** Those that are over when this trial is made, on any number of slots: then the verdict is the same on any number of slots. */
    private List<Trial> earlierPeers() {
        return peers().stream()
                .filter(peer -> peer.number() <= trial - study.lag())
                .toList();
    }

    private List<Trial> peers() {
        StudyPlan plan = plans.of(study);
        ResolvedStudy resolved = plan.study();
        String trainer = resolved.trainer(values).name();
        return plan.informing(histories.refresh(study), study.revision()).stream()
                .filter(peer -> peer.number() != trial
                        && resolved.trainer(peer.values()).name().equals(trainer))
                .toList();
    }
}
