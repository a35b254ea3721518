package io.github.dubbogray.observability;

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
import io.github.dubbogray.testing.PackageArrows;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.github.dubbogray.observability", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule classes_useDubboAndOurModulesOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.apache.dubbo..",
                    "io.netty.channel..", // in the signature of a command's context
                    "io.micrometer.core..",
                    "io.micrometer.observation..",
                    "io.opentelemetry..",
                    "org.slf4j..",
                    "io.github.dubbogray.core..",
                    "io.github.dubbogray.router..",
                    "io.github.dubbogray.filter..",
                    "io.github.dubbogray.observability..");

    /** Whoever has no Micrometer, no OpenTelemetry or no SLF4J has everything else all the same. */
    @ArchTest
    static final ArchRule metricsAlone_knowMeters = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.dubbogray.observability.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer.core..");

    @ArchTest
    static final ArchRule tracesAlone_knowTracing = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.dubbogray.observability.trace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer.observation..", "io.opentelemetry..");

    @ArchTest
    static final ArchRule logAlone_knowsSlf4j = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.dubbogray.observability.log..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..");

    /**
     * From a package to those it uses, by their names under the root, which itself is empty. None more, and none that is not
     * needed.
     */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("", Set.of()),
            Map.entry("probe", Set.of()),
            Map.entry("qos", Set.of()),
            Map.entry("trace", Set.of()),
            Map.entry("log", Set.of("")),
            Map.entry("metrics", Set.of("")));

    @ArchTest
    static void arrows_areThese(JavaClasses classes) {
        assertThat(PackageArrows.below("io.github.dubbogray.observability", classes))
                .containsExactlyInAnyOrderEntriesOf(ARROWS);
    }

    @ArchTest
    static final ArchRule packages_haveNoCycles = slices().matching("io.github.dubbogray.observability.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
