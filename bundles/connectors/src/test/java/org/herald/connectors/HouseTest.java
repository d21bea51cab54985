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
    static final ArchRule networksDoNotKnowEachOther = slices().matching(
                    "org.herald.connectors.(mastodon|bluesky|x|linkedin|facebook|instagram|threads|telegram|discord)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule opensNoSocketsButThroughTheKit = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.apache.hc..", "com.nimbusds..", "org.herald.simulators..");

    /** What goes to a network and comes from it stands in no log, tokens least of all: outcomes say what happened. */
    @ArchTest
    static final ArchRule logsNothing = noClasses()
            .that()
            .doNotHaveSimpleName("LinkedInConnector") // when it starts, of its own version
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..");
}
