package dev.cairn.trainers;

import dev.cairn.trainers.Fitting.Fitted;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.interval.IntervalFit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses what the final model is made of and fits it on all training rows. */
record Refit(FinalJob job, Preparation preparation, Deadline deadline, Reporter reporter, Optional<RowSet> vault) {
    /** Fails where nothing can be fitted in time that is better than what stands. */
    Made made() throws TrainingFailure {
        Committee committee = Committee.of(job, preparation, deadline, reporter);
        if (committee.members().isEmpty()) {
            throw new TrainingFailure(
                    Kind.TIME_OUT, "the time that is left does not do for a fit on all training rows");
        }
        Distillation distillation = new Distillation(job, preparation, deadline, reporter);
        Optional<RowSet> invented = distillation.made(committee);
        List<RowSet> asked = Stream.concat(vault.stream(), invented.stream()).toList();
        List<Fitted> fitted = new Fitting(job, asked, deadline, reporter).of(committee.members());
        FinalModel blend = model(committee, fitted);
        Optional<Distillation.One> one =
                invented.isPresent() ? distillation.of(committee, fitted, vault) : Optional.empty();
        FinalModel plain = one.map(Distillation.One::model).orElse(blend);
        Optional<IntervalFit> intervals =
                intervals(one.map(Distillation.One::heldOut).orElse(committee.heldOut()), plain);
        FinalModel model = intervals.map(fit -> plain.with(fit.intervals())).orElse(plain);
        Optional<List<Predictions>> ofBlend = vault.map(
                rows -> fitted.stream().map(part -> part.said().get(0)).toList());
        Optional<List<Predictions>> ofModel =
                one.isPresent() ? one.get().sealed().map(List::of) : ofBlend;
        return new Made(
                Optional.of(model),
                blend.parts().stream()
                        .map(part -> new FinalScore.Part(part.trial(), part.trainer(), part.weight()))
                        .toList(),
                one.map(Distillation.One::steps)
                        .orElseGet(() ->
                                fitted.stream().mapToInt(Fitted::steps).max().orElse(0)),
                ofModel.map(model::whole),
                committee.score(),
                committee.way(),
                committee.scores(),
                intervals,
                one.map(distilled -> distilled.score(sealed(blend, ofBlend))),
                Optional.empty());
    }

    private static FinalModel model(Committee committee, List<Fitted> fitted) {
        double sum = fitted.stream().mapToDouble(one -> one.member().weight()).sum();
        return new FinalModel(
                fitted.stream().map(one -> part(one, sum)).toList(),
                committee.combination(),
                committee.calibration(),
                committee.stakes());
    }

    /** The objective of the blend on the sealed rows, where there are some. */
    private Map<String, Double> sealed(FinalModel blend, Optional<List<Predictions>> said) {
        if (vault.isEmpty() || said.isEmpty()) {
            return Map.of();
        }
        SealedTruth sealed = SealedTruth.of(
                preparation.frame().target(),
                vault.get().target(),
                blend.whole(said.get()).predictions());
        return Map.of("blend", job.objective().metric().compute(sealed.truth(), sealed.predictions()));
    }

    /** Learned by what the members that were fitted said of held-out rows. */
    private Optional<IntervalFit> intervals(Optional<HeldOut> known, FinalModel model) {
        List<Double> levels = job.ensemble().map(EnsembleJob::levels).orElse(List.of());
        Optional<IntervalFit> fit = known.flatMap(heldOut -> heldOut.intervals(levels, model, job.seed()));
        fit.ifPresent(learned -> reporter.log("the width of intervals varies by: "
                + learned.intervals().scaling().name().toLowerCase(Locale.ROOT)));
        for (double level : levels) {
            boolean there = fit.stream()
                    .flatMap(learned -> learned.reliability().stream())
                    .anyMatch(learned -> learned.level() == level);
            if (!there) {
                reporter.log("no interval of " + level + ": too few held-out predictions were kept to tell it");
            }
        }
        return fit;
    }

    private static FinalModel.Part part(Fitted fitted, double sum) {
        Committee.Member member = fitted.member();
        Preparation preparation = member.preparation();
        return new FinalModel.Part(
                member.trial(),
                preparation.trainer().name(),
                preparation.values(),
                member.fidelity(),
                fitted.seed(),
                member.weight() / sum,
                Optional.of(fitted.state()),
                member.calibration());
    }
}
