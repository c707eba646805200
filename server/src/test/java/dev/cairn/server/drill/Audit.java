package dev.cairn.server.drill;

import dev.cairn.server.drill.Books.Ack;
import dev.cairn.server.drill.Books.Attempt;
import dev.cairn.server.drill.Books.Result;
import dev.cairn.server.drill.Books.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for what must never be: an acknowledged write that is not in the books, two results of one trial, two attempts of one trial at the same
 * time, a result of an attempt that had lost its trial, a value that an undisturbed run would not have, a trial that is not over.
 */
final class Audit {
    private final Books books;
    private final Map<Integer, Double> undisturbed;
    private final List<String> faults = new ArrayList<>();

    private Audit(Books books, Map<Integer, Double> undisturbed) {
        this.books = books;
        this.undisturbed = undisturbed;
    }

    /** What is wrong; empty when nothing is. */
    static List<String> of(Books books, int trials, Map<Integer, Double> undisturbed) {
        Audit audit = new Audit(books, undisturbed);
        if (books.trials().size() != trials) {
            audit.faults.add(
                    trials + " trials were wanted, there are " + books.trials().size());
        }
        books.trials().forEach(audit::trial);
        books.attempts().forEach(audit::attempts);
        audit.acknowledged();
        return audit.faults;
    }

    private void trial(Trial trial) {
        Result result = books.results().get(trial.number());
        boolean worn =
                trial.state().equals("FAILED") && trial.failure().orElse("").equals("LOST");
        if (worn && result == null) {
            return;
        }
        if (!trial.state().equals("COMPLETED") || result == null) {
            faults.add("trial " + trial.number() + " is " + trial.state() + " ("
                    + trial.failure().orElse("-") + ") with " + (result == null ? "no result" : "a result"));
            return;
        }
        List<Attempt> done = books.attempts().getOrDefault(trial.number(), List.of()).stream()
                .filter(attempt -> attempt.state().equals("DONE"))
                .toList();
        if (done.size() != 1 || done.get(0).number() != result.attempt() || result.attempt() != trial.attempt()) {
            faults.add("trial " + trial.number() + " stands at attempt " + trial.attempt()
                    + ", its result is of attempt " + result.attempt() + ", and these are done: " + done);
        }
        Double expected = undisturbed.get(trial.number());
        if (expected == null || Double.compare(expected, result.objective()) != 0) {
            faults.add("trial " + trial.number() + " scored " + result.objective() + ", undisturbed " + expected);
        }
    }

    private void attempts(int trial, List<Attempt> attempts) {
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            if (attempt.number() != i + 1
                    || attempt.state().equals("RUNNING")
                    || attempt.ended().isEmpty()) {
                faults.add("attempt " + (i + 1) + " of trial " + trial + " is missing or not over: " + attempt);
            } else if (attempt.state().equals("LOST") && attempt.ended().get().isBefore(attempt.lease())) {
                faults.add("attempt " + attempt.number() + " of trial " + trial + " was taken before its lease ended");
            }
            if (i > 0
                    && attempts.get(i - 1)
                            .ended()
                            .filter(end -> !end.isAfter(attempt.started()))
                            .isEmpty()) {
                faults.add("attempts " + i + " and " + (i + 1) + " of trial " + trial + " overlap");
            }
        }
    }

    private void acknowledged() {
        Set<Ack> finished = new HashSet<>();
        for (Ack ack : books.acks()) {
            if (ack.what().equals("finish") && ack.detail().startsWith("Completed")) {
                finished.add(ack);
                result(ack);
            } else if (ack.what().equals("record")) {
                measured(ack);
            }
        }
        Set<Integer> trials = new HashSet<>();
        finished.stream()
                .filter(ack -> !trials.add(ack.trial()))
                .forEach(ack -> faults.add(
                        "trial " + ack.trial() + " was acknowledged twice, once to attempt " + ack.attempt()));
    }

    private void result(Ack ack) {
        Result result = books.results().get(ack.trial());
        double said = Double.parseDouble(ack.detail().substring("Completed ".length()));
        if (result == null || result.attempt() != ack.attempt() || Double.compare(result.objective(), said) != 0) {
            faults.add("the result of trial " + ack.trial() + " was acknowledged to attempt " + ack.attempt() + " with "
                    + said + ", the books have " + result);
        }
    }

    private void measured(Ack ack) {
        int step = Integer.parseInt(ack.detail().split(" ", -1)[1]);
        if (step > 0 && !books.measured().has(ack.trial(), ack.attempt(), step)) {
            faults.add("step " + step + " of attempt " + ack.attempt() + " of trial " + ack.trial()
                    + " was acknowledged and is not stored");
        }
    }
}
