package dev.cairn.server.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetCheckTest {
    private static final TableSchema SCHEMA = new TableSchema(
            10_000,
            List.of(
                    column("age", ColumnKind.NUMERIC, true, 0, 80),
                    column("price", ColumnKind.NUMERIC, false, 0, 9_000),
                    column("stars", ColumnKind.NUMERIC, true, 0, 5),
                    column("income", ColumnKind.CATEGORICAL, false, 12, 2),
                    column("city", ColumnKind.CATEGORICAL, false, 0, 5_000),
                    column("planet", ColumnKind.CATEGORICAL, false, 0, 1),
                    column("ghost", ColumnKind.NUMERIC, false, 10_000, 0),
                    column("rare", ColumnKind.CATEGORICAL, false, 9_996, 2)),
            0,
            0,
            0);

    @ParameterizedTest
    @CsvSource({
        "incom,AUTO,unknown-target", "planet,AUTO,target-constant", "ghost,AUTO,target-missing",
        "city,AUTO,target-too-many-classes", "rare,AUTO,target-too-few-rows", "income,NUMBERS,target-not-numeric",
        "price,CLASSES,target-not-classes"
    })
    void a_target_that_cannot_be_predicted_says_why(String target, TargetUse use, String code) {
        assertThat(TargetCheck.of(SCHEMA, target, use).faults())
                .extracting(DataFault::code)
                .containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({
        "income,AUTO,true",
        "stars,AUTO,true",
        "stars,NUMBERS,false",
        "age,AUTO,false",
        "age,CLASSES,true",
        "price,AUTO,false"
    })
    void labels_and_few_whole_numbers_are_classes_unless_the_study_says_otherwise(
            String target, TargetUse use, boolean classes) {
        TargetCheck check = TargetCheck.of(SCHEMA, target, use);

        assertThat(check.faults()).isEmpty();
        assertThat(check.classes()).isEqualTo(classes);
    }

    @Test
    void a_misspelt_target_names_the_one_that_was_meant() {
        assertThat(TargetCheck.of(SCHEMA, "incom", TargetUse.AUTO)
                        .faults()
                        .get(0)
                        .hint())
                .isEqualTo("Did you mean 'income'?");
    }

    private static ColumnSchema column(String name, ColumnKind kind, boolean whole, long missing, long distinct) {
        return new ColumnSchema(name, kind, whole, true, missing, distinct, List.of(), "");
    }
}
