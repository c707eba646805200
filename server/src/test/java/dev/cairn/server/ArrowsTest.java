package dev.cairn.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.cairn.server.vault.Vault;
import dev.cairn.store.Claim;
import dev.cairn.store.SplitRecord;
import dev.cairn.trainers.data.FrameFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the modules: who may depend on whom. */
class ArrowsTest {
    private static JavaClasses cairn;

    @BeforeAll
    static void importEverything() {
        cairn = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.cairn");
    }

    @Test
    void search_depends_on_the_jdk_only() {
        classes()
                .that()
                .resideInAPackage("dev.cairn.search..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.cairn.search..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.math..",
                        "org.jspecify..")
                .check(cairn);
    }

    @Test
    void trainers_see_neither_store_nor_server_nor_wire() {
        noClasses()
                .that()
                .resideInAPackage("dev.cairn.trainers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.cairn.store..",
                        "dev.cairn.server..",
                        "org.quartz..",
                        "io.javalin..",
                        "com.fasterxml.jackson..",
                        "java.sql..",
                        "java.net.http..")
                .check(cairn);
    }

    @Test
    void the_store_sees_neither_trainers_nor_server() {
        noClasses()
                .that()
                .resideInAPackage("dev.cairn.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cairn.trainers..", "dev.cairn.server..", "org.quartz..", "io.javalin..")
                .check(cairn);
    }

    @Test
    void only_routes_and_the_wiring_know_javalin() {
        noClasses()
                .that()
                .resideInAPackage("dev.cairn.server..")
                .and()
                .resideOutsideOfPackage("dev.cairn.server.routes..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.javalin..")
                .check(cairn);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.cairn.(*).(**)").should().beFreeOfCycles().check(cairn);
    }

    @Test
    void sealed_rows_are_read_by_the_final_evaluation_alone() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.cairn.trainers.Preparation")
                .should()
                .callMethod(FrameFile.class, "mapSealed", Path.class)
                .check(cairn);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.cairn.trainers.FinalEvaluation")
                .should()
                .callMethod("dev.cairn.trainers.Preparation", "mapSealed", "java.nio.file.Path")
                .check(cairn);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.cairn.server.worker.Tasks")
                .should()
                .callMethod(Vault.class, "open", SplitRecord.class, Claim.class)
                .check(cairn);
    }
}
