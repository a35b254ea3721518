package io.github.dubbogray.filter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
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

/** What the filters may know, and who may know them. */
@AnalyzeClasses(
        packages = {"io.github.dubbogray.filter", "io.github.dubbogray.router", "io.github.dubbogray.core"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String FILTER = "io.github.dubbogray.filter..";
    private static final String ROUTER = "io.github.dubbogray.router..";
    private static final String CORE = "io.github.dubbogray.core..";

    @ArchTest
    static final ArchRule filter_dependsOnCoreRouterAndDubboOnly = classes()
            .that()
            .resideInAPackage(FILTER)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "org.apache.dubbo..", CORE, ROUTER, FILTER);

    @ArchTest
    static final ArchRule routerAndCore_doNotKnowTheFilter = noClasses()
            .that()
            .resideInAnyPackage(ROUTER, CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(FILTER);

    @ArchTest
    static final ArchRule core_doesNotKnowTheRouter = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROUTER);

    @ArchTest
    static final ArchRule modules_haveNoCycles =
            slices().matching("io.github.dubbogray.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule routerAndFilter_shareOneBeanAndTheLastPlacement = noClasses()
            .that()
            .resideInAPackage(FILTER)
            .should()
            .dependOnClassesThat(describe(
                    "router classes beyond GrayApplication, its counters and Placements",
                    type -> type.getPackageName().equals("io.github.dubbogray.router")
                            && !type.getSimpleName().matches("GrayApplication|GrayCounters|Placements")));

    /** Application code, Dubbo's extension loader. */
    @ArchTest
    static void publicClasses_haveAUser(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.getPackageName().equals("io.github.dubbogray.filter"))
                        .filter(type -> type.getModifiers().contains(PUBLIC))
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "GrayContext", "GrayRefusedException", "InboundTagFilter", "OutboundTagFilter");
    }

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
