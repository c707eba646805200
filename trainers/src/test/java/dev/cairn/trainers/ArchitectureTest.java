package dev.cairn.trainers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses TRAINERS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.cairn.trainers");

    @Test
    void of_the_house_trainers_know_search_only() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cairn.store..", "dev.cairn.server..", "dev.cairn.migrations..")
                .check(TRAINERS);
    }

    @Test
    void trainers_know_no_scheduler_no_network_no_database_and_no_json() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.quartz..",
                        "io.javalin..",
                        "java.net..",
                        "java.sql..",
                        "javax.sql..",
                        "com.fasterxml.jackson..",
                        "org.hibernate..",
                        "org.duckdb..")
                .check(TRAINERS);
    }

    @Test
    void each_library_has_its_package() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.cairn.trainers.linear..",
                        "dev.cairn.trainers.svm..",
                        "dev.cairn.trainers.factorization..",
                        "dev.cairn.trainers.cluster..",
                        "dev.cairn.trainers.tribuo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.tribuo..")
                .check(TRAINERS);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.cairn.trainers.boost..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ml.dmlc..")
                .check(TRAINERS);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.cairn.trainers.lightgbm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.microsoft.ml.lightgbm..", "io.github.metarank..")
                .check(TRAINERS);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.cairn.trainers.djl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(TRAINERS);
    }

    @Test
    void data_depends_on_the_jdk_only() {
        classes()
                .that()
                .resideInAPackage("dev.cairn.trainers.data..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dev.cairn.trainers.data..")
                .check(TRAINERS);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.cairn.(**)").should().beFreeOfCycles().check(TRAINERS);
    }
}
