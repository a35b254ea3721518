package io.github.dubbogray.grayctl;

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

@AnalyzeClasses(packages = "io.github.dubbogray.grayctl", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HERE = "io.github.dubbogray.grayctl";

    @ArchTest
    static final ArchRule classes_useCoreNacosReleaseAndPicocliOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "picocli..",
                    "org.jline..",
                    "io.github.dubbogray.core..",
                    "io.github.dubbogray.nacos..",
                    "io.github.dubbogray.release..",
                    "io.github.dubbogray.webhook..",
                    HERE + "..");

    @ArchTest
    static final ArchRule commandsAlone_knowPicocli = noClasses()
            .that()
            .resideOutsideOfPackages(HERE, HERE + ".command..", HERE + ".output..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..");

    @ArchTest
    static final ArchRule fullScreenAlone_knowsTerminals = noClasses()
            .that()
            .doNotHaveSimpleName("FullScreen")
            .and()
            .doNotHaveSimpleName("Line")
            .and()
            .doNotHaveSimpleName("TextTable") // asks how wide a letter is
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jline..");

    @ArchTest
    static final ArchRule answers_areWrittenInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(HERE)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching(HERE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
