package dev.cairn.server.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.server.spec.form.Fault;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteringTest {
    private final Resolver resolver = new Resolver(new TableData(), () -> 99);

    private static String spec(String objective, String more) {
        return """
                name: s
                dataset: people
                task: clustering
                objective: %s
                budget: {trials: 30}
                %s
                """.formatted(objective, more.replace(" ;; ", "\n"));
    }

    private List<Fault> faults(String text) {
        InvalidSpec invalid = catchThrowableOfType(InvalidSpec.class, () -> resolver.resolve(text));
        assertThat(invalid).as("faults of %s", text).isNotNull();
        return invalid.faults();
    }

    @Test
    void a_study_without_a_target_tries_what_finds_clusters() {
        ResolvedStudy study = resolver.resolve(spec("{maximize: silhouette}", ""));
        assertThat(study.shape().task()).isEqualTo(Task.CLUSTERING);
        assertThat(study.trainers()).extracting(Trainer::name).containsExactly("kMeans", "hdbscan");
        assertThat(study.spec().target()).isEqualTo(TargetSpec.NONE);
        assertThat(study.spec().validate().plan()).isEqualTo(new Validation.Folds(5, false));
        assertThat(study.space().parameters()).extracting("name").contains("kMeans.clusters", "kMeans.scaling");
        assertThat(resolver.resolve(study.specJson()).specJson()).isEqualTo(study.specJson());
    }

    @Test
    void a_plan_by_time_has_no_blend_and_no_finish() {
        ResolvedStudy study = resolver.resolve(spec("{maximize: stability}", "").replace("trials: 30", "time: 60s"));
        assertThat(study.spec().ensemble()).isEmpty();
        assertThat(study.spec().finishes()).isFalse();
        assertThat(study.spec().validate().plan()).isInstanceOf(Validation.Folds.class);
        assertThat(resolver.resolve(study.specJson()).specJson()).isEqualTo(study.specJson());
    }

    @Test
    void a_target_is_too_much_for_a_clustering_and_missing_without_one() {
        Fault tooMuch =
                faults(spec("{maximize: silhouette}", "target: married")).get(0);
        assertThat(tooMuch.pointer()).isEqualTo("#/target");
        assertThat(tooMuch.detail()).contains("predicts nothing");
        for (String task : List.of("", "task: prediction")) {
            Fault missing = faults(spec("{maximize: rocAuc}", "").replace("task: clustering", task))
                    .get(0);
            assertThat(missing.detail()).isEqualTo("'target' is missing.");
            assertThat(missing.hint().orElseThrow()).contains("task: clustering");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classWeight: balanced",
                "monotone: {age: increasing}",
                "calibration: auto",
                "threshold: auto",
                "intervals: 0.9",
                "ensemble: true",
                "interpretable: true",
                "validate: {folds: 5, stratify: true}"
            })
    void what_needs_answers_is_refused_by_name(String line) {
        List<Fault> faults = faults(spec("{maximize: silhouette}", line));
        assertThat(faults).hasSize(1);
        String key = line.contains("stratify") ? "#/validate/stratify" : "#/" + line.replaceAll(":.*", "");
        assertThat(faults.get(0).pointer()).isEqualTo(key);
        assertThat(faults.get(0).hint().orElseThrow()).contains("clustering");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{maximize: accuracy} | has no target",
                "{minimize: noise} | Bound it",
                "{minimize: clusters} | Bound it",
                "[{maximize: silhouette}, {minimize: accuracyGap(married)}] | compares predictions"
            })
    void objectives_that_do_not_judge_clusters_are_refused(String objective, String says) {
        assertThat(faults(spec(objective, "")))
                .anyMatch(fault -> (fault.detail() + fault.hint().orElse("")).contains(says));
    }

    @Test
    void stability_needs_models_of_several_folds() {
        assertThat(faults(spec("{maximize: stability}", "validate: {holdout: 0.2}"))
                        .get(0)
                        .detail())
                .contains("several folds");
        assertThat(resolver.resolve(spec("{maximize: silhouette}", "validate: {holdout: 0.2}"))
                        .spec()
                        .validate()
                        .plan())
                .isEqualTo(new Validation.Holdout(0.2, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: linear | learns from a target",
                "model: oneClassSvm | two classes",
                "model: kMeans ;; space: {clusters: 1} | at least 2",
                "model: kMeans ;; space: {categories: target} | without the target"
            })
    void models_and_values_that_need_answers_are_refused(String more, String says) {
        assertThat(faults(spec("{maximize: silhouette}", more)))
                .anyMatch(fault -> fault.detail().contains(says));
    }

    @Test
    void bounds_hold_clusters_and_noise() {
        ResolvedStudy study = resolver.resolve(
                spec("{maximize: silhouette, constraints: {noise: \"< 0.3\", clusters: \"> 2\"}}", "model: hdbscan"));
        assertThat(study.spec().objective().bounds().keySet()).containsExactly("noise", "clusters");
    }

    @Test
    void a_metric_of_clusters_says_so_where_there_is_a_target() {
        String text = spec("{maximize: silhouette}", "target: married").replace("task: clustering\n", "");
        assertThat(faults(text).get(0).detail()).contains("It judges clusters");
    }
}
