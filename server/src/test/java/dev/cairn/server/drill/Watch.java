package dev.cairn.server.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Waits for what a drill's study does, and reads its books. */
record Watch(Ground ground, UUID study) {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    static Watch submitted(Ground ground, String url, String spec) {
        return new Watch(
                ground, UUID.fromString(ground.submit(url, spec).path("id").asText()));
    }

    /** Waits until so many attempts run. */
    void awaitRunning(int attempts) {
        await(
                attempts + " attempts run",
                () -> number("SELECT count(*) FROM attempt WHERE state = 'RUNNING'") == attempts);
    }

    /** Waits until an attempt of this or a later number of a trial has reported a step, and answers how long that took. */
    Duration awaitStep(int trial, int attempt, int step) {
        return await(
                "attempt " + attempt + " of trial " + trial + " reports step " + step,
                () -> number("SELECT count(*) FROM measurement WHERE study_id = '" + study + "' AND trial = " + trial
                                + " AND attempt >= " + attempt + " AND step >= " + step)
                        > 0);
    }

    Duration awaitEnd() {
        return await(
                "the study ends",
                () -> number("SELECT count(*) FROM study WHERE state IN ('COMPLETED', 'FAILED', 'CANCELLED') AND id = '"
                                + study + "'")
                        == 1);
    }

    long lost() {
        return number("SELECT count(*) FROM attempt WHERE state = 'LOST'");
    }

    /** The trials that run now on this worker's process. */
    List<Integer> runningOn(Member worker) {
        return Books.read(ground, study).attempts().entrySet().stream()
                .filter(trial ->
                        number("SELECT count(*) FROM attempt a JOIN worker w ON w.id = a.worker_id WHERE a.state ="
                                        + " 'RUNNING' AND a.trial = "
                                        + trial.getKey() + " AND w.pid = " + worker.pid())
                                > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> audit(int trials, int steps) throws IOException, InterruptedException {
        return Audit.of(Books.read(ground, study), trials, Undisturbed.of(ground, study, trials, steps));
    }

    long number(String sql) {
        return ground.tryCount(sql).orElse(-1);
    }

    private static Duration await(String what, BooleanSupplier condition) {
        return Wait.until(what, LONGEST, condition);
    }
}
