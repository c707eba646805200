package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.Committee.Member;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.split.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Fits the members of a final model on all training rows, several at a time. When the time is over, those that are done make the model.
 */
final class Fitting {
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final FinalJob job;
    private final List<RowSet> asked;
    private final Deadline deadline;
    private final Reporter reporter;

    /** Those that are fitted, by their place, a moment before their futures know it. */
    private final Map<Integer, Fitted> ready = new ConcurrentHashMap<>();

    /**
     * A member that was fitted.
     *
     * @param said what it says about the rows that it was asked of
     */
    @SuppressWarnings("ArrayRecordComponent") // as large as the model; compared by nobody
    record Fitted(Member member, long seed, int steps, byte[] state, List<Predictions> said) {}

    /** Members tell of these rows once they are fitted. */
    Fitting(FinalJob job, List<RowSet> asked, Deadline deadline, Reporter reporter) {
        this.job = job;
        this.asked = asked;
        this.deadline = deadline;
        this.reporter = reporter;
    }

    /** Those that were fitted in time, the weightiest first; fails where there is none. */
    List<Fitted> of(List<Member> members) throws TrainingFailure {
        ExecutorService pool = Executors.newFixedThreadPool(job.workers(), body -> {
            Thread thread = new Thread(body, "final-fit");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Object alone = new Object();
            List<Future<Fitted>> fits = new ArrayList<>();
            for (int i = 0; i < members.size(); i++) {
                int place = i;
                Member member = members.get(i);
                fits.add(pool.submit(() -> {
                    if (member.preparation().trainer().sharesProcess()) {
                        return fit(place, member);
                    }
                    synchronized (alone) {
                        return fit(place, member);
                    }
                }));
            }
            return collected(members, fits);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Fitted> collected(List<Member> members, List<Future<Fitted>> fits) throws TrainingFailure {
        await(fits);
        List<Fitted> fitted = new ArrayList<>();
        Optional<TrainingFailure> failure = Optional.empty();
        for (int i = 0; i < fits.size(); i++) {
            try {
                Fitted one = ready.get(i);
                if (one != null) {
                    fitted.add(one);
                } else if (fits.get(i).isDone()) {
                    fitted.add(done(fits.get(i)));
                } else {
                    reporter.log(name(members.get(i)) + " takes no part: the time was over");
                }
            } catch (TrainingFailure e) {
                failure = Optional.of(e);
                reporter.log(name(members.get(i)) + " takes no part: " + e.getMessage());
            }
        }
        if (reporter.cancelled()) {
            throw new TrainingFailure(Kind.CANCELLED, "called off while fitting");
        }
        if (fitted.isEmpty()) {
            throw failure.orElseGet(() -> new TrainingFailure(Kind.TIME_OUT, "no model was fitted in time"));
        }
        return fitted;
    }

    /** Until all are done, or the time is over, or it was called off. */
    private void await(List<Future<Fitted>> fits) throws TrainingFailure {
        try {
            while (!over() && !fits.stream().allMatch(Future::isDone)) {
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingFailure(Kind.CANCELLED, "interrupted", e);
        }
    }

    private static Fitted done(Future<Fitted> fit) throws TrainingFailure {
        try {
            return fit.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TrainingFailure failure) {
                throw failure;
            }
            throw new TrainingFailure(Kind.CODE, String.valueOf(e.getCause()), e);
        } catch (CancellationException e) {
            throw new TrainingFailure(Kind.CANCELLED, "called off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingFailure(Kind.CANCELLED, "interrupted", e);
        }
    }

    private boolean over() {
        return reporter.cancelled() || Thread.currentThread().isInterrupted() || deadline.over();
    }

    private Fitted fit(int place, Member member) throws TrainingFailure {
        Preparation preparation = member.preparation();
        BooleanSupplier over = this::over;
        FoldData data = new FoldData(0, RowSet.all(preparation.frame()), preparation.shape(), job.objective());
        long seed = Seeds.of(job.seed(), "final", member.trial());
        long start = System.nanoTime();
        if (over.getAsBoolean()) {
            throw new TrainingFailure(Kind.TIME_OUT, "there was no time for it");
        }
        try (Learner learner = begun(preparation, data, seed, over)) {
            learner.advance(preparation.maxSteps(), over);
            boolean whole = learner.finished() || learner.step() >= preparation.maxSteps();
            if (!whole) {
                throw new TrainingFailure(Kind.TIME_OUT, "the time was over at step " + learner.step());
            }
            List<Predictions> said = new ArrayList<>();
            for (RowSet rows : asked) {
                said.add(learner.predict(rows));
            }
            if (!said.stream().allMatch(Predictions::finite)) {
                throw new TrainingFailure(Kind.DIVERGED, "the final model left the finite numbers");
            }
            reporter.log("fitted " + preparation.trainer().name() + " on all "
                    + data.train().size() + " training rows in " + learner.step() + " steps, "
                    + (System.nanoTime() - start) / 1_000_000 + " ms");
            Fitted fitted = new Fitted(member, seed, learner.step(), learner.save(), said);
            ready.put(place, fitted);
            return fitted;
        }
    }

    /** A learner that has gone through the stages before the last, each of which goes on from the state of the one before. */
    private Learner begun(Preparation preparation, FoldData data, long seed, BooleanSupplier over)
            throws TrainingFailure {
        Optional<byte[]> state = Optional.empty();
        for (FinalJob.Stage stage : job.before()) {
            Values values = preparation.trainer().complete(preparation.shape(), stage.values());
            try (Learner learner = started(preparation, data, values, seed, state)) {
                learner.advance(stage.until(), over);
                state = Optional.of(learner.save());
            }
        }
        return started(preparation, data, preparation.values(), seed, state);
    }

    private Learner started(Preparation preparation, FoldData data, Values values, long seed, Optional<byte[]> state)
            throws TrainingFailure {
        Learner learner = preparation.trainer().start(data, values, seed, job.device());
        if (state.isPresent()) {
            try {
                learner.restore(state.get());
            } catch (TrainingFailure e) {
                learner.close();
                throw e;
            }
        }
        return learner;
    }

    private static String name(Member member) {
        return "trial " + member.trial() + " (" + member.preparation().trainer().name() + ")";
    }
}
