package org.herald.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.osgi.service.component.annotations.Component;

@AnalyzeClasses(packages = "org.herald.core", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    @ArchTest
    static final ArchRule opensNoSockets = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "jakarta.servlet..", "org.herald.rest..");

    @ArchTest
    static final ArchRule onlyTheLedgerKnowsJson = noClasses()
            .that()
            .resideOutsideOfPackage("org.herald.core.share")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("org.herald.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesThingsByWhatTheyAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");

    @ArchTest
    static final ArchRule onlyTheRulesArePure = noClasses()
            .that()
            .haveSimpleName("Composer")
            .or()
            .haveSimpleName("TextLength")
            .or()
            .haveSimpleName("ParsedText")
            .or()
            .haveSimpleName("Rules")
            .or()
            .haveSimpleName("SiteRules")
            .or()
            .haveSimpleName("Sanitizer")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.jcr..", "org.apache.sling.api..");

    @ArchTest
    static final ArchRule onlyStoresChangeTheirState = noClasses()
            .that()
            .resideOutsideOfPackage("..collect..")
            .should()
            .callMethod(
                    "org.herald.core.conversation.Comments",
                    "show",
                    "org.apache.sling.api.resource.ResourceResolver",
                    "java.lang.String",
                    "org.apache.sling.api.resource.Resource");

    @ArchTest
    static final ArchRule componentsAreFinal = classes()
            .that()
            .areAnnotatedWith(Component.class)
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
