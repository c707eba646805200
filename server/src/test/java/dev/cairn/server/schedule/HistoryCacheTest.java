package dev.cairn.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.store.CairnStores;
import dev.cairn.store.Ids;
import dev.cairn.store.NewStudy;
import dev.cairn.store.NewTrial;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.memory.MemoryStores;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HistoryCacheTest {
    private final CairnStores stores = MemoryStores.create(InstantSource.system());
    private final HistoryCache histories = new HistoryCache(stores.reader());
    private final UUID id = Ids.next(InstantSource.system());

    HistoryCacheTest() {
        stores.studies()
                .insert(new NewStudy(
                        id,
                        "s",
                        "{}",
                        "",
                        Optional.empty(),
                        1,
                        List.of("loss"),
                        false,
                        3,
                        Optional.empty(),
                        3,
                        0,
                        "cpu",
                        false,
                        0,
                        1,
                        List.of()));
        NewTrial trial = new NewTrial(1, TrialKind.SEARCH, Map.of("x", 0.5), 9, Map.of(), OptionalInt.empty());
        stores.studies().addTrials(id, histories.look(id).history().event(), 99, List.of(trial));
    }

    @Test
    void a_study_that_runs_is_found_with_what_changed_since() {
        HistoryCache.Look look = histories.look(id);

        assertThat(look.study().state()).isEqualTo(StudyState.RUNNING);
        assertThat(look.history().planned()).isEqualTo(1);
    }

    @Test
    void the_history_of_a_study_that_is_over_is_not_kept() {
        StudyHistory running = histories.look(id).history();
        stores.studies().transition(id, Set.of(StudyState.RUNNING), StudyState.CANCELLED, Optional.of("enough"));

        assertThat(running.planned()).isEqualTo(1);
        assertThat(histories.look(id).study().state()).isEqualTo(StudyState.CANCELLED);
        assertThat(histories.look(id).history()).isSameAs(StudyHistory.UNREAD);
    }
}
