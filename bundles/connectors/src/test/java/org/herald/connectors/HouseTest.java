package org.herald.connectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.herald.connectors", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    @ArchTest
    static final ArchRule knowsNoRepository = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.jcr..", "org.apache.sling..", "org.herald.core..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule networksDoNotKnowEachOther = slices().matching("org.herald.connectors.(mastodon|bluesky)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyHttpOpensSockets = noClasses()
            .that()
            .resideOutsideOfPackage("..http..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.http.HttpClient");
}
