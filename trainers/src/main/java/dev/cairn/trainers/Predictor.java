package dev.cairn.trainers;

import dev.cairn.trainers.FinalModel.Part;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A model that answers. Not for several threads at once. */
public final class Predictor implements AutoCloseable {
    private final Frame training;
    private final List<Learner> learners = new ArrayList<>();
    private FinalModel model;

    private Predictor(Frame training, FinalModel model) {
        this.training = training;
        this.model = model;
    }

    /**
     * Opens a model against the training rows that it was fitted on; parts that were not fitted yet are fitted now.
     *
     * @param trainFrame file of these rows
     */
    public static Predictor open(
            Path trainFrame, FinalModel model, Objective objective, Device device, BooleanSupplier cancelled)
            throws TrainingFailure {
        Predictor predictor = new Predictor(Preparation.map(trainFrame), model);
        try {
            for (Part part : model.parts()) {
                Preparation preparation = preparation(trainFrame, predictor.training, part, objective);
                predictor.learners.add(learner(preparation, part, device, cancelled));
            }
            return predictor;
        } catch (InvalidFrame e) {
            predictor.close();
            throw new TrainingFailure(TrainingFailure.Kind.DATA, String.valueOf(e.getMessage()), e);
        } catch (TrainingFailure e) {
            predictor.close();
            throw e;
        }
    }

    /** One that was taught learned from rows of its lesson. */
    private static Preparation preparation(Path trainFrame, Frame training, Part part, Objective objective)
            throws TrainingFailure {
        if (part.lesson().isEmpty()) {
            return Preparation.of(trainFrame, part.trainer(), part.values(), objective, part.fidelity());
        }
        Frame learned = part.lesson().get().frame(RowSet.all(training));
        return Preparation.on(learned, part.trainer(), part.values(), objective, part.fidelity());
    }

    private static Learner learner(Preparation preparation, Part part, Device device, BooleanSupplier cancelled)
            throws TrainingFailure {
        RowSet rows = part.rows()
                .map(some -> new RowSet(preparation.frame(), some.stream().toArray()))
                .orElseGet(() -> RowSet.all(preparation.frame()));
        FoldData data = new FoldData(0, rows, preparation.shape(), preparation.objective());
        Learner learner = preparation.trainer().start(data, preparation.values(), part.seed(), device);
        if (part.state().isPresent()) {
            learner.restore(part.state().get());
        } else {
            learner.advance(preparation.maxSteps(), cancelled);
        }
        return learner;
    }

    /** The rows it was fitted on, whose columns those to be predicted have too. */
    public Frame training() {
        return training;
    }

    /** The model in a form that a person can read; empty for a mean of several, and for a kind that nobody can read. */
    public Optional<ReadableModel> readable() {
        return learners.size() == 1 ? learners.get(0).readable() : Optional.empty();
    }

    /**
     * Learns intervals of these levels for its only part, as far as the rows tell them.
     *
     * @param heldOut what a trial of this configuration said about training rows that its models had not seen
     */
    public void learn(List<Double> levels, OutOfFold heldOut, long seed) {
        RowSet rows = new RowSet(training, heldOut.rows());
        Map<Integer, Predictions> said = Map.of(model.parts().get(0).trial(), heldOut.predictions());
        new HeldOut(rows, said).intervals(levels, model, seed).ifPresent(fit -> model = model.with(fit.intervals()));
    }

    /** What it says about rows of a frame with the columns of the training rows. */
    public Predictions predict(RowSet rows) throws TrainingFailure {
        return answer(rows).predictions();
    }

    /** The same with intervals, where it has learned some. */
    public Answer answer(RowSet rows) throws TrainingFailure {
        List<Predictions> said = new ArrayList<>();
        for (Learner learner : learners) {
            said.add(learner.predict(rows));
        }
        return model.whole(said);
    }

    @Override
    public void close() {
        learners.forEach(Learner::close);
        learners.clear();
    }
}
