package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which checkpoints are forgotten, and that no others are. */
@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class RetentionTest extends StoreContract {
    private static final int SEEDS = 3;
    private static final int MOVES = 40;

    private CheckpointRow checkpoint(AttemptRef ref, int step) {
        String sha = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        CheckpointRow row = new CheckpointRow(step, sha, 10);
        assertThat(stores.trials().checkpoint(ref, row)).isTrue();
        return row;
    }

    private Set<String> named() {
        return stores.blobs().all();
    }

    @Test
    void a_running_trial_keeps_only_its_newest_checkpoint() {
        study(1);
        AttemptRef ref = claim().ref();
        CheckpointRow old = checkpoint(ref, 1);
        CheckpointRow fresh = checkpoint(ref, 2);
        assertThat(stores.blobs().forgetCheckpoints(0, true)).isGreaterThanOrEqualTo(1);
        assertThat(named()).contains(old.sha256(), fresh.sha256());
        stores.blobs().forgetCheckpoints(0, false);
        assertThat(named()).contains(fresh.sha256()).doesNotContain(old.sha256());
    }

    @Test
    void of_trials_that_are_over_the_best_keep_theirs() {
        study(3);
        Map<Double, CheckpointRow> rows = new HashMap<>();
        for (double score : List.of(0.5, 0.9, 0.7)) {
            AttemptRef ref = claim().ref();
            rows.put(score, checkpoint(ref, 1));
            stores.trials().finish(ref, completed(score));
        }
        stores.blobs().forgetCheckpoints(2, false);
        assertThat(named())
                .contains(rows.get(0.9).sha256(), rows.get(0.7).sha256())
                .doesNotContain(rows.get(0.5).sha256());
    }

    @Test
    void a_trial_whose_fork_is_not_over_keeps_its_checkpoint() {
        StudyRecord study = study(1);
        AttemptRef ref = claim().ref();
        CheckpointRow row = checkpoint(ref, 1);
        stores.trials().finish(ref, completed(0.5));
        NewTrial child = new NewTrial(2, TrialKind.SEARCH, Map.of("lr", 0.2), 10, Map.of(), OptionalInt.of(1));
        long event = stores.studies().find(study.id()).orElseThrow().eventSeq();
        assertThat(stores.studies().addTrials(study.id(), event, 0, List.of(child)))
                .isTrue();
        stores.blobs().forgetCheckpoints(0, false);
        assertThat(claim().resumeFrom()).hasValue(row);
    }

    @Test
    void whatever_happens_a_trial_goes_on_from_its_newest_checkpoint() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            new Play(new SplittableRandom(seed)).run();
        }
    }

    /** A random history: claims, checkpoints, losses, ends, and collections in between. */
    private final class Play {
        private final SplittableRandom random;
        private final Map<Integer, CheckpointRow> newest = new HashMap<>();
        private final Map<Integer, Integer> steps = new HashMap<>();
        private final List<AttemptRef> live = new ArrayList<>();
        private final Set<Integer> over = new HashSet<>();

        Play(SplittableRandom random) {
            this.random = random;
        }

        void run() {
            queue = UUID.randomUUID().toString();
            study(5);
            for (int i = 0; i < MOVES; i++) {
                move();
                open().forEach(trial ->
                        assertThat(named()).contains(newest.get(trial).sha256()));
            }
        }

        private List<Integer> open() {
            return newest.keySet().stream()
                    .filter(trial -> !over.contains(trial))
                    .toList();
        }

        private void move() {
            switch (random.nextInt(6)) {
                case 0, 1 -> begin();
                case 2, 3 ->
                    one().ifPresent(ref -> {
                        int step = steps.merge(ref.trial(), 1, Integer::sum);
                        newest.put(ref.trial(), checkpoint(ref, step));
                    });
                case 4 -> one().ifPresent(this::end);
                default -> stores.blobs().forgetCheckpoints(random.nextInt(3), false);
            }
        }

        private void begin() {
            Optional<Claim> claim = stores.trials().claim(queue, WORKER, "s", LEASE);
            claim.ifPresent(taken -> {
                assertThat(taken.resumeFrom())
                        .isEqualTo(Optional.ofNullable(newest.get(taken.ref().trial())));
                live.add(taken.ref());
            });
        }

        private void end(AttemptRef ref) {
            live.remove(ref);
            if (random.nextBoolean()) {
                stores.trials().finish(ref, new Outcome.Released("the worker went away"));
            } else {
                stores.trials().finish(ref, completed(random.nextDouble()));
                over.add(ref.trial());
            }
        }

        private Optional<AttemptRef> one() {
            return live.isEmpty() ? Optional.empty() : Optional.of(live.get(random.nextInt(live.size())));
        }
    }
}
