package org.herald;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.osgi.annotation.versioning.ConsumerType;

@AnalyzeClasses(packages = "org.herald", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    private static final int FEW = 3;

    @ArchTest
    static final ArchRule carriesNoTechnology = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.fasterxml..",
                    "javax.jcr..",
                    "java.net.http..",
                    "jakarta.servlet..",
                    "org.osgi.service..",
                    "org.herald.core..",
                    "org.herald.connectors..",
                    "org.herald.rest..");

    @ArchTest
    static final ArchRule whatConnectorsImplementIsSmall = classes()
            .that()
            .areAnnotatedWith(ConsumerType.class)
            .should(new com.tngtech.archunit.lang.ArchCondition<>("declare at most " + FEW + " methods") {
                @Override
                public void check(
                        com.tngtech.archunit.core.domain.JavaClass type,
                        com.tngtech.archunit.lang.ConditionEvents events) {
                    int methods = type.getMethods().size();
                    events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(
                            type, methods <= FEW, type.getName() + " declares " + methods));
                }
            });
}
