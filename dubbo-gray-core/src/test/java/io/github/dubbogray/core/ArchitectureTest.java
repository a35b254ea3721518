package io.github.dubbogray.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;

/** What core may know: nothing of Dubbo, Nacos, loggers, clocks and chance. */
@AnalyzeClasses(packages = "io.github.dubbogray.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CORE = "io.github.dubbogray.core..";
    private static final String YAML_PACKAGE = "io.github.dubbogray.core.document.yaml..";
    private static final String YAML_PARSER = "org.yaml.snakeyaml..";
    private static final String REGEX_PACKAGE = "io.github.dubbogray.core.rule.regex..";
    private static final String REGEX_ENGINE = "com.google.re2j..";

    @ArchTest
    static final ArchRule classes_dependOnlyOnJavaJspecifyAndCore = classes()
            .that()
            .resideOutsideOfPackages(YAML_PACKAGE, REGEX_PACKAGE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", CORE);

    @ArchTest
    static final ArchRule yamlPackage_dependsOnTheParserBesides = classes()
            .that()
            .resideInAPackage(YAML_PACKAGE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", CORE, YAML_PARSER);

    @ArchTest
    static final ArchRule regexPackage_dependsOnTheEngineBesides = classes()
            .that()
            .resideInAPackage(REGEX_PACKAGE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", CORE, REGEX_ENGINE);

    @ArchTest
    static final ArchRule classes_haveNoLogger = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.logging..").or(type(System.Logger.class)))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule classes_haveNoClock = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("java.time..").and(not(type(Duration.class))));

    @ArchTest
    static final ArchRule classes_haveNoRandomness = noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat(type(Random.class)
                    .or(type(ThreadLocalRandom.class))
                    .or(type(SplittableRandom.class))
                    .or(type(SecureRandom.class))
                    .or(type(UUID.class))
                    .or(resideInAnyPackage("java.util.random..")));

    @ArchTest
    static final ArchRule classes_startNoThreadAndTouchNoFileOrNetwork = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
                    .or(describe("executors", type -> type.getSimpleName().contains("Executor"))));

    /** Host code may be interrupted while a rule looks into an argument, and the interrupt must not be lost. */
    @ArchTest
    static final ArchRule classes_knowNoThread =
            noClasses().that().doNotHaveSimpleName("HostCode").should().dependOnClassesThat(type(Thread.class));

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.github.dubbogray.core.(**)").should().beFreeOfCycles();

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        List<String> unmarked = classes.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked).isEmpty();
    }
}
