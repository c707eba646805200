package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class LogStoreTest extends StoreContract {
    @Test
    void of_a_long_log_the_end_is_kept_and_replaced() {
        study(1);
        AttemptRef ref = claim().ref();
        assertThat(stores.logs().find(ref)).isEmpty();
        stores.logs().keep(ref, "first\n");
        stores.logs().keep(ref, "line\n".repeat(LogStore.MOST) + "last \0 words\n");
        assertThat(stores.logs().find(ref))
                .hasValueSatisfying(text -> assertThat(text)
                        .hasSizeLessThanOrEqualTo(LogStore.MOST)
                        .startsWith("line\n")
                        .endsWith("last   words\n"));
    }

    @Test
    void a_study_that_is_deleted_takes_its_logs_along() {
        StudyRecord study = study(1);
        AttemptRef ref = claim().ref();
        stores.logs().keep(ref, "words");
        stores.trials().finish(ref, completed(0.5));
        stores.studies()
                .transition(
                        study.id(),
                        java.util.Set.of(StudyState.RUNNING),
                        StudyState.CANCELLED,
                        java.util.Optional.empty());
        stores.studies().delete(study.id());
        assertThat(stores.logs().find(ref)).isEmpty();
        stores.logs().keep(ref, "late words");
        assertThat(stores.logs().find(ref)).isEmpty();
    }
}
