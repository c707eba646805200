package dev.cairn.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private static final JavaClasses STORE =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("dev.cairn.store");

    @Test
    void the_store_knows_no_web_framework_trainer_or_job_scheduler() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.javalin..", "org.quartz..", "dev.cairn.trainers..", "dev.cairn.server..", "ai.djl..")
                .check(STORE);
    }

    @Test
    void what_is_asked_of_the_store_knows_nothing_of_how_it_is_kept() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.cairn.store", "dev.cairn.store.memory", "dev.cairn.store.blob")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.hibernate..", "jakarta.persistence..")
                .check(STORE);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.cairn.(**)").should().beFreeOfCycles().check(STORE);
    }
}
