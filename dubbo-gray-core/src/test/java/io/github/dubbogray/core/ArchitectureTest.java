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
import io.github.dubbogray.testing.PackageArrows;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;

/** What core may know: nothing of Dubbo, Nacos, loggers, clocks and chance. */
@AnalyzeClasses(packages = "io.github.dubbogray.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.dubbogray.core";
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

    /**
     * From a package to those it uses, by their names under the root, which itself is empty. None more, and none that is not
     * needed. Constants leave no trace: {@code health.watch}, {@code release.verdict} and {@code table} have some of {@code
     * tag}, {@code release.count} one of {@code table}.
     */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("address", Set.of()),
            Map.entry("baggage", Set.of()),
            Map.entry("forecast", Set.of()),
            Map.entry("hash", Set.of()),
            Map.entry("memo", Set.of()),
            Map.entry("news", Set.of()),
            Map.entry("rule.argument", Set.of()),
            Map.entry("text", Set.of()),
            Map.entry("balance", Set.of("hash")),
            Map.entry("document.yaml", Set.of("text")),
            Map.entry("health", Set.of("text")),
            Map.entry("label", Set.of("text")),
            Map.entry("rule.regex", Set.of("text")),
            Map.entry("health.count", Set.of("health")),
            Map.entry("release.count", Set.of("label")),
            Map.entry("tag", Set.of("label", "text")),
            Map.entry("rule", Set.of("address", "hash", "rule.argument", "rule.regex", "tag", "text")),
            Map.entry("feature", Set.of("rule", "text")),
            Map.entry("rule.index", Set.of("rule", "rule.argument")),
            Map.entry("table", Set.of("health", "label", "rule", "rule.index")),
            Map.entry(
                    "document",
                    Set.of(
                            "address",
                            "document.yaml",
                            "feature",
                            "health",
                            "label",
                            "rule",
                            "rule.argument",
                            "rule.index",
                            "rule.regex",
                            "table",
                            "tag",
                            "text")),
            Map.entry("placement", Set.of("label", "memo", "rule", "table", "tag", "text")),
            Map.entry("record", Set.of("label", "rule", "rule.index", "table", "tag", "text")),
            Map.entry(
                    "edit",
                    Set.of("document", "document.yaml", "feature", "rule", "rule.index", "table", "tag", "text")),
            Map.entry(
                    "explain", Set.of("address", "feature", "placement", "rule", "rule.index", "table", "tag", "text")),
            Map.entry("health.watch", Set.of("health", "health.count", "placement", "rule", "text")),
            Map.entry(
                    "release.plan",
                    Set.of("document", "document.yaml", "health", "rule", "rule.index", "table", "tag", "text")),
            Map.entry("release.verdict", Set.of("release.count", "release.plan")),
            Map.entry(
                    "simulation",
                    Set.of(
                            "document",
                            "document.yaml",
                            "explain",
                            "health",
                            "health.watch",
                            "label",
                            "placement",
                            "rule",
                            "rule.index",
                            "table",
                            "text")),
            Map.entry(
                    "release",
                    Set.of(
                            "document",
                            "document.yaml",
                            "edit",
                            "label",
                            "release.count",
                            "release.plan",
                            "release.verdict",
                            "rule",
                            "rule.index",
                            "table",
                            "text")),
            Map.entry(
                    "release.incident",
                    Set.of(
                            "document",
                            "health.count",
                            "release",
                            "release.count",
                            "release.plan",
                            "release.verdict",
                            "table",
                            "text")),
            Map.entry("release.ledger", Set.of("release", "release.incident", "text")));

    @ArchTest
    static void arrows_areThese(JavaClasses classes) {
        assertThat(PackageArrows.below(ROOT, classes)).containsExactlyInAnyOrderEntriesOf(ARROWS);
    }

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
