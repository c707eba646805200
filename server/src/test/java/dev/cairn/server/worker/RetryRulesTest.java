package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.store.FailureKind;
import dev.cairn.store.Outcome;
import dev.cairn.trainers.TrainingFailure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryRulesTest {
    @Test
    void what_would_happen_again_is_not_tried_again() {
        for (Kind kind : List.of(Kind.DIVERGED, Kind.DATA, Kind.TIME_OUT)) {
            assertThat(RetryRules.failed(kind, "why", 0).retryAfter())
                    .as("%s", kind)
                    .isEmpty();
        }
    }

    @Test
    void memory_and_code_get_one_more_chance() {
        for (Kind kind : List.of(Kind.OUT_OF_MEMORY, Kind.GPU_OUT_OF_MEMORY, Kind.CODE)) {
            assertThat(RetryRules.failed(kind, "why", 0).retryAfter())
                    .as("%s", kind)
                    .isPresent();
            assertThat(RetryRules.failed(kind, "why", 1).retryAfter())
                    .as("%s", kind)
                    .isEmpty();
        }
    }

    @Test
    void a_gpu_that_was_full_twice_says_what_helps() {
        Outcome.Failed last = RetryRules.failed(Kind.GPU_OUT_OF_MEMORY, "CUDA out of memory", 1);

        assertThat(last.kind()).isEqualTo(FailureKind.GPU_OUT_OF_MEMORY);
        assertThat(last.message()).startsWith("CUDA out of memory").contains("no worker offers larger slots");
    }

    @Test
    void a_process_that_dies_again_and_again_is_given_up_with_its_last_words() {
        Outcome.Failed second = RetryRules.crashed(137, List.of("bye"), 1);
        Outcome.Failed third = RetryRules.crashed(137, List.of("bye"), 2);

        assertThat(second.retryAfter()).isPresent();
        assertThat(third.retryAfter()).isEmpty();
        assertThat(third.kind()).isEqualTo(FailureKind.CODE);
        assertThat(third.message()).contains("137", "bye");
    }
}
