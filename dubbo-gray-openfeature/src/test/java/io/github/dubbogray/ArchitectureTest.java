package io.github.dubbogray;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.dubbogray.testing.PackageArrows;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What switches may know, and who may know them. */
@AnalyzeClasses(
        packages = {"io.github.dubbogray.feature", "io.github.dubbogray.openfeature"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String FEATURE = "io.github.dubbogray.feature..";
    private static final String PROVIDER = "io.github.dubbogray.openfeature..";

    /** From a package to those of this module that it uses, by their names under {@code io.github.dubbogray}. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "feature.call", Set.of(),
            "feature.text", Set.of(),
            "feature", Set.of("feature.call", "feature.text"),
            "openfeature", Set.of("feature", "feature.call"));

    @ArchTest
    static void arrows_areThese(JavaClasses classes) {
        Map<String, Set<String>> arrows = PackageArrows.below("io.github.dubbogray", classes);
        arrows.values().forEach(used -> used.retainAll(ARROWS.keySet())); // of other modules, the page of all tells
        assertThat(arrows).containsExactlyInAnyOrderEntriesOf(ARROWS);
    }

    @ArchTest
    static final ArchRule openFeature_isKnownToTheProviderOnly = noClasses()
            .that()
            .resideOutsideOfPackage(PROVIDER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.openfeature..", PROVIDER);

    /** It need not be there, so this is loaded only when it is. */
    @ArchTest
    static final ArchRule nacosClient_isKnownToTwoClasses = noClasses()
            .that()
            .haveNameNotMatching(".*\\.feature\\.text\\.Nacos(Texts|Connections)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.alibaba.nacos..");

    /** It need not be there, so these are loaded only when it is; two factories have its application in their signature. */
    @ArchTest
    static final ArchRule dubbo_isKnownToFourClassesAndTwoFactories = noClasses()
            .that()
            .haveNameNotMatching(
                    ".*\\.(DubboCall|DubboSwitches|DubboTexts|Sight|GraySwitches|GraySwitchProvider)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.dubbo..", "io.github.dubbogray.router..", "io.github.dubbogray.filter..");

    @ArchTest
    static final ArchRule classes_doNotReadDocumentsThemselves = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.dubbogray.core.document.yaml..", "org.yaml..");

    @ArchTest
    static final ArchRule classes_dependOnTheseOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "dev.openfeature.sdk..",
                    "com.alibaba.nacos.api..",
                    "com.alibaba.nacos.common.remote.client..",
                    "org.apache.dubbo.rpc..",
                    "org.apache.dubbo.common",
                    "io.github.dubbogray.core..",
                    "io.github.dubbogray.router",
                    "io.github.dubbogray.router.call",
                    "io.github.dubbogray.router.connection",
                    "io.github.dubbogray.router.document",
                    "io.github.dubbogray.router.feature",
                    "io.github.dubbogray.router.meter",
                    "io.github.dubbogray.filter",
                    FEATURE,
                    PROVIDER);

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.github.dubbogray.(**)").should().beFreeOfCycles();

    /** Public for its users; the last line, for the packages of this module. */
    private static final List<String> PUBLIC = List.of(
            "GraySwitch",
            "GraySwitches",
            "Standing",
            "SwitchCounts",
            "SwitchGroup",
            "SwitchListener",
            "SwitchName",
            "GraySwitchProvider",
            "AroundCall",
            "CallRequests",
            "DubboCall",
            "DubboTexts",
            "FileTexts",
            "Heard",
            "LastGoodText",
            "NacosTexts",
            "TextSource");

    @ArchTest
    static void publicTypes_areThese(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.isTopLevelClass()
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                && !type.getSimpleName().equals("package-info"))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(PUBLIC);
    }

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
