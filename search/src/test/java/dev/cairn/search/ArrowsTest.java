package dev.cairn.search;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

final class ArrowsTest {
    private static final JavaClasses SEARCH = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.cairn.search");

    @Test
    void search_depends_on_the_language_and_its_collections_only() {
        ArchRuleDefinition.classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.cairn.search..", "java.lang..", "java.util..", "java.time..", "org.jspecify.annotations..")
                .check(SEARCH);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.cairn.search.(*)..").should().beFreeOfCycles().check(SEARCH);
    }
}
