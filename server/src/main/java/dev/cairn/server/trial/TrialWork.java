package dev.cairn.server.trial;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.trial.Explanation;
import dev.cairn.trainers.CrossValidation;
import dev.cairn.trainers.Evaluation;
import dev.cairn.trainers.FinalEvaluation;
import dev.cairn.trainers.FinalModel;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.MemoryFailure;
import dev.cairn.trainers.OutOfFold;
import dev.cairn.trainers.Reporter;
import dev.cairn.trainers.TrainingFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Runs one task in the child and tells the parent how it went. */
final class TrialWork {
    /** Ends what a run printed, so that the parent knows that it has read all of it. */
    static final String END_OF_OUTPUT = "\u0001cairn-end-of-run ";

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final ParentLink link;
    private final PredictWork predictions = new PredictWork();

    TrialWork(ParentLink link) {
        this.link = link;
    }

    void run(Message.Begin begin) {
        ChildReporter reporter = new ChildReporter(begin);
        TrialEnd end;
        try {
            end = end(begin.task(), reporter);
        } catch (TrainingFailure e) {
            end = failed(e);
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // A heap that is full ends the JVM; this error is of memory beside the heap.
            e.printStackTrace();
            end = new TrialEnd.Failed(kind(e), describe(e));
        }
        System.out.flush();
        System.err.println(END_OF_OUTPUT + begin.run());
        link.say(new Message.Ended(begin.run(), end));
    }

    private TrialEnd end(TrialTask task, ChildReporter reporter) throws TrainingFailure, IOException {
        if (task instanceof TrialTask.Search search) {
            return search(search, reporter);
        }
        if (task instanceof TrialTask.Predict predict) {
            return predictions.of(predict, reporter);
        }
        return new TrialEnd.FinalScored(FinalEvaluation.run(((TrialTask.Final) task).job(), reporter));
    }

    private TrialEnd search(TrialTask.Search task, ChildReporter reporter) throws TrainingFailure, IOException {
        Evaluation evaluation;
        try {
            evaluation = CrossValidation.run(task.job(), reporter);
        } catch (TrainingFailure e) {
            if (e.kind() == TrainingFailure.Kind.CANCELLED && !link.cancelled()) {
                return new TrialEnd.Stopped();
            }
            throw e;
        }
        // A model that was done when the verdict came has nothing to go on with: it saved none, and its score stands.
        if (reporter.paused && (reporter.savedStep == evaluation.steps() || reporter.unsaved)) {
            return new TrialEnd.Stopped();
        }
        TrialResult.ContentFile predictions = onceThereIsRoom(
                        reporter.run,
                        "its predictions",
                        () -> PredictionsFile.write(evaluation.outOfFold(), evaluation.rows(), task.scratch()))
                .orElseThrow(() -> new TrainingFailure(TrainingFailure.Kind.CANCELLED, "there is no room to end"));
        return new TrialEnd.Scored(new TrialResult(
                evaluation.metrics(),
                evaluation.perFold(),
                evaluation.spread(),
                evaluation.steps(),
                evaluation.fitTime(),
                evaluation.stoppedByVerdict(),
                Optional.of(predictions),
                Optional.of(evaluation.provenance())));
    }

    private interface Writing<T> {
        T write() throws IOException;
    }

    /** Waits while the disk is full, and says so; empty when nobody wants it any more. */
    private <T> Optional<T> onceThereIsRoom(int run, String what, Writing<T> writing) throws IOException {
        boolean waited = false;
        while (true) {
            try {
                T written = writing.write();
                if (waited) {
                    link.say(new Message.Waiting(run, ""));
                }
                return Optional.of(written);
            } catch (IOException e) {
                if (!NoRoom.isWhy(e)) {
                    throw e;
                }
                if (link.cancelled() || link.stopped()) {
                    return Optional.empty();
                }
                if (!waited) {
                    link.say(new Message.Waiting(run, "there is no room on the worker's disk for " + what));
                }
                waited = true;
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private static TrialEnd failed(TrainingFailure failure) {
        if (failure.kind() == TrainingFailure.Kind.CANCELLED) {
            return new TrialEnd.Cancelled();
        }
        return new TrialEnd.Failed(failure.kind(), describe(failure));
    }

    private static TrainingFailure.Kind kind(Throwable e) {
        return MemoryFailure.kind(e.toString()).orElse(TrainingFailure.Kind.CODE);
    }

    private static String describe(Throwable e) {
        String message = e instanceof TrainingFailure ? String.valueOf(e.getMessage()) : e.toString();
        return message.substring(0, Math.min(message.length(), OutputLog.MAX_LINE));
    }

    private final class ChildReporter implements Reporter {
        private final int run;
        private final TrialTask task;
        private boolean paused;
        private int savedStep;
        private boolean unsaved;

        ChildReporter(Message.Begin begin) {
            this.run = begin.run();
            this.task = begin.task();
        }

        @Override
        public Verdict report(Measurement measurement) {
            link.say(new Message.Measured(run, measurement));
            if (!(task instanceof TrialTask.Search search)) {
                return new Verdict.Continue();
            }
            boolean rung = search.rungs().contains(measurement.step());
            Verdict verdict = verdict(measurement.step(), rung ? search.rungWait() : Duration.ZERO);
            paused = verdict instanceof Verdict.Pause;
            return verdict;
        }

        private Verdict verdict(int step, Duration wait) {
            try {
                Verdict verdict = link.verdict(step, wait);
                return link.stopped() && verdict instanceof Verdict.Continue
                        ? new Verdict.Pause(new Explanation("stop", "the worker asked for a checkpoint", Map.of()))
                        : verdict;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Verdict.Continue();
            }
        }

        @Override
        public boolean cancelled() {
            return link.cancelled();
        }

        @Override
        public boolean pauseWanted() {
            return task instanceof TrialTask.Search && link.stopped();
        }

        @Override
        public boolean wantsModel(double score) {
            return !paused && task instanceof TrialTask.Search search && search.keepsModel(score);
        }

        @Override
        public void model(int step, FinalModel model) {
            save(CheckpointFile.MODEL, step, model.bytes());
        }

        @Override
        public void checkpoint(int step, byte[] state) {
            String trainer = task instanceof TrialTask.Search search
                    ? search.job().trainer()
                    : ((TrialTask.Final) task).job().trainer();
            boolean saved = save(trainer, step, state);
            savedStep = saved ? step : savedStep;
            unsaved = !saved;
        }

        private boolean save(String subject, int step, byte[] state) {
            try {
                Optional<SavedCheckpoint> saved = onceThereIsRoom(
                        run,
                        "a checkpoint at step " + step,
                        () -> new CheckpointFile(subject, step, state).write(task.scratch()));
                saved.ifPresent(checkpoint -> link.say(new Message.Saved(run, checkpoint)));
                return saved.isPresent();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write a checkpoint", e);
            }
        }

        @Override
        public byte[] state(Path checkpoint) throws IOException {
            return CheckpointFile.read(checkpoint).state();
        }

        @Override
        public OutOfFold outOfFold(Path file) throws IOException {
            PredictionsFile.Content content = PredictionsFile.read(file);
            return new OutOfFold(content.rows(), content.predictions());
        }

        @Override
        public void log(String line) {
            link.say(new Message.Said(run, line.substring(0, Math.min(line.length(), OutputLog.MAX_LINE))));
        }
    }
}
