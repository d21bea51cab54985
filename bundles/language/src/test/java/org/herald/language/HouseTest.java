package org.herald.language;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.herald.language", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    @ArchTest
    static final ArchRule knowsTheApiOnlyAndOpensNoConnection = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.herald.core..",
                    "org.herald.connectors..",
                    "org.herald.rest..",
                    "javax.servlet..",
                    "javax.jcr..",
                    "java.net.http..");
}
