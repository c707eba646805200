package dev.cairn.server.worker;

import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.ControlGroup;
import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.schedule.HistoryCache;
import dev.cairn.server.schedule.StudyPlan;
import dev.cairn.server.schedule.StudyPlans;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.store.Claim;
import dev.cairn.store.StudyRecord;
import java.util.List;
import java.util.Map;

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

    Verdict judge(Curve curve) {
        Direction direction = study.maximize() ? Direction.MAXIMIZE : Direction.MINIMIZE;
        return plans.of(study)
                .pruner(values)
                .judge(
                        new Contender(trial, curve),
                        study.deterministic() ? Patience.untilReached(this::earlierPeers) : allPeers(),
                        direction);
    }

    /** True if the trial runs on whatever the verdict, to show what stopping costs; one that diverged has nothing to show. */
    boolean spares(Curve curve) {
        return control.has(trial) && Double.isFinite(curve.last());
    }

    /** Those that are over when this trial is made, on any number of slots: then the verdict is the same on any number of slots. */
    private List<Contender> earlierPeers() {
        return peers().stream()
                .filter(peer -> peer.number() <= trial - study.lag())
                .map(peer -> new Contender(peer.number(), peer.curve()))
                .toList();
    }

    private List<Contender> allPeers() {
        List<Trial> peers = peers();
        List<Integer> running = peers.stream()
                .filter(peer -> peer instanceof PendingTrial pending && !pending.paused())
                .map(Trial::number)
                .toList();
        Map<Integer, Curve> now = histories.curvesNow(study, running);
        return peers.stream()
                .map(peer -> new Contender(peer.number(), now.getOrDefault(peer.number(), peer.curve())))
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
