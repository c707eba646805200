package dev.cairn.server.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Origin;
import dev.cairn.server.spec.form.Fault;
import dev.cairn.store.Allowance;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a study takes from those before it. */
class WarmStartResolverTest {
    private final TableData data = new TableData();
    private final Resolver resolver = new Resolver(data, () -> 99);

    private ResolvedStudy resolve(String more) {
        return resolver.resolve(ResolverTest.spec("married", "maximize: rocAuc", more));
    }

    /** One study, which tried each of these. */
    private record One(StudyRecord study, List<Values> best) implements EarlierStudies {
        @Override
        public Optional<StudyRecord> find(String reference) {
            return Optional.of(study).filter(s -> s.name().equals(reference));
        }

        @Override
        public List<StudyRecord> newest(int limit) {
            return List.of(study);
        }

        @Override
        public List<Origin.Result> best(StudyRecord which, int limit) {
            return IntStream.range(0, best.size())
                    .mapToObj(i -> new Origin.Result(i + 1, best.get(i)))
                    .toList();
        }
    }

    private static StudyRecord stored(ResolvedStudy study) {
        return new StudyRecord(
                new UUID(1, 2),
                "old",
                StudyState.COMPLETED,
                study.specJson(),
                "",
                Optional.of(study.split().id()),
                1,
                study.metrics(),
                true,
                10,
                Optional.empty(),
                2,
                0,
                "cpu",
                false,
                0,
                5,
                1,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Allowance.NONE,
                1);
    }

    @Test
    void a_warm_start_takes_what_a_trainer_was_given_before_under_the_names_of_the_new_space() {
        ResolvedStudy old = resolve("model: mlp ;; space: {lr: {float: [1e-4, 1], log: true}, epochs: 7}");
        Values inside = Values.of(Map.of("lr", 0.003));
        EarlierStudies earlier = new One(stored(old), List.of(Values.of(Map.of("lr", 0.9)), inside));
        Resolver warm = new Resolver(data, () -> 5, SlotClasses::none, earlier);
        String text = ResolverTest.spec(
                "married",
                "maximize: rocAuc",
                "model: [mlp, linear] ;; warmStart: true ;; space: {mlp.lr: {float: [1e-5, 1e-1], log: true}}");
        ResolvedStudy fresh = warm.resolve(text);
        assertThat(fresh.hints()).singleElement().satisfies(hint -> {
            assertThat(hint.trial()).isEqualTo(2);
            assertThat(hint.distance()).isZero();
            assertThat(hint.values().text("model")).isEqualTo("mlp");
            assertThat(hint.values().real("mlp.lr")).isEqualTo(0.003);
        });
        Resolver forgetful = new Resolver(data, () -> 1);
        assertThat(forgetful.reopen(fresh.specJson(), new UUID(1, 1)).hints()).isEqualTo(fresh.hints());
    }

    @Test
    void a_study_of_other_trainers_or_another_task_is_nothing_to_learn_from() {
        ResolvedStudy old = resolve("model: linear");
        EarlierStudies earlier = new One(stored(old), old.first());
        Resolver warm = new Resolver(data, () -> 5, SlotClasses::none, earlier);
        String other = ResolverTest.spec("married", "maximize: rocAuc", "model: mlp ;; warmStart: auto");
        assertThat(warm.resolve(other).hints()).isEmpty();
        InvalidSpec named = catchThrowableOfType(InvalidSpec.class, () -> warm.resolve(other.replace("auto", "[old]")));
        assertThat(named.faults()).extracting(Fault::pointer).containsExactly("#/warmStart");
        String numbers = ResolverTest.spec("income", "minimize: rmse", "model: linear ;; warmStart: auto");
        assertThat(warm.resolve(numbers).hints()).isEmpty();
    }
}
