package io.github.dubbogray.router;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** What the router may know, and who may know the router. */
@AnalyzeClasses(packages = "io.github.dubbogray.router", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule classes_dependOnCoreDubboAndTwoClientsOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.apache.dubbo..",
                    "com.alibaba.nacos.api..",
                    "io.opentelemetry.api..",
                    "com.sun.management..",
                    "io.github.dubbogray.core..",
                    "io.github.dubbogray.router..");

    /** Where the registry is not Nacos its client need not be there, so these are loaded only when it is. */
    @ArchTest
    static final ArchRule nacosClient_isKnownToTwoClasses = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(NacosNamingClient|NacosOwnInstance)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.alibaba.nacos..", "org.apache.dubbo.registry.nacos..");

    /** It need not be there, so this is loaded only when it is. */
    @ArchTest
    static final ArchRule openTelemetry_isKnownToOneClass = noClasses()
            .that()
            .doNotHaveSimpleName("OpenTelemetryBaggage")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule classes_knowNoModuleBelow = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.dubbogray.filter..", "io.github.dubbogray.observability..");

    @ArchTest
    static final ArchRule classes_doNotReadDocumentsThemselves = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.dubbogray.core.document.yaml..", "org.yaml..");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.github.dubbogray.(**)").should().beFreeOfCycles();

    /** Dubbo's extension loader is one user, module filter the other. */
    @ArchTest
    static void publicClasses_haveAUser(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.getModifiers().contains(PUBLIC))
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "GrayApplication",
                        "GrayCounters",
                        "GrayEvent",
                        "GrayLoadBalance",
                        "GrayProperties",
                        "GrayRouterFactory",
                        "InstanceLabelPublisher",
                        "LabelDrift",
                        "MalformedLabel",
                        "Placements",
                        "RemovedLabels",
                        "SelfDescriptionFilter",
                        "TraceBaggage",
                        "UrlLabelPublisher",
                        "WireAttachments");
    }

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
