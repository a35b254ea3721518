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
    private static final String SERVLET = "io.github.dubbogray.filter.servlet..";
    private static final String ENTRY = "io.github.dubbogray.filter.entry..";
    private static final String REST = "io.github.dubbogray.filter.rest..";
    private static final String ROUTER = "io.github.dubbogray.router..";
    private static final String CORE = "io.github.dubbogray.core..";

    @ArchTest
    static final ArchRule filter_dependsOnCoreRouterAndDubboOnly = classes()
            .that()
            .resideInAPackage(FILTER)
            .and()
            .resideOutsideOfPackage(SERVLET)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "org.jspecify..",
                    "org.apache.dubbo..",
                    CORE,
                    ROUTER,
                    FILTER)
            .orShould()
            .haveNameMatching(
                    ".*\\.(GrayThreadLocalAccessor|TtlCarrier|TagInBaggage|GrayRequestInterceptor|GrayExchangeFilter)");

    @ArchTest
    static final ArchRule optionalLibraries_areKnownToTheirCarriersOnly = noClasses()
            .that()
            .resideInAPackage(FILTER)
            .and()
            .haveNameNotMatching(
                    ".*\\.(GrayThreadLocalAccessor|TtlCarrier|TagInBaggage|GrayRequestInterceptor|GrayExchangeFilter)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micrometer..", "com.alibaba..", "io.opentelemetry..", "org.springframework..", "reactor..");

    @ArchTest
    static final ArchRule servletFilter_dependsOnTheServletApiAndTheEntry = classes()
            .that()
            .resideInAPackage(SERVLET)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify..", "jakarta.servlet..", "org.apache.dubbo.rpc.model..", CORE, FILTER);

    @ArchTest
    static final ArchRule nothing_dependsOnTheServletFilter = noClasses()
            .that()
            .resideOutsideOfPackage(SERVLET)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVLET);

    @ArchTest
    static final ArchRule entry_doesNotKnowWhoUsesIt = noClasses()
            .that()
            .resideInAPackage(ENTRY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.dubbogray.filter", SERVLET, REST);

    @ArchTest
    static final ArchRule filter_doesNotKnowItsKindsOfEntries = noClasses()
            .that()
            .resideInAPackage("io.github.dubbogray.filter")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVLET, REST);

    @ArchTest
    static final ArchRule springClients_areNamedByNobody = noClasses()
            .that()
            .doNotHaveSimpleName("GrayRequestInterceptor")
            .and()
            .doNotHaveSimpleName("GrayExchangeFilter")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("GrayRequestInterceptor")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("GrayExchangeFilter");

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
    static final ArchRule routerAndFilter_shareOneBeanTheLastPlacementAndWhatIsRead = noClasses()
            .that()
            .resideInAPackage(FILTER)
            .should()
            .dependOnClassesThat(
                    describe(
                            "router classes beyond GrayApplication, its meters, Placements, properties and what carries tags",
                            type -> type.getPackageName().startsWith("io.github.dubbogray.router")
                                    && !type.getSimpleName()
                                            .matches(
                                                    "GrayApplication|GrayProperties|Meters?|Placements|TraceBaggage|WireAttachments")));

    /** Application code, other entries, Dubbo's extension loader and bean factory, Java's service loader, packages next door. */
    @ArchTest
    static void publicClasses_haveAUser(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.getPackageName().startsWith("io.github.dubbogray.filter"))
                        .filter(type -> type.getModifiers().contains(PUBLIC))
                        .filter(JavaClass::isTopLevelClass)
                        .map(type -> type.getName().replace("io.github.dubbogray.filter.", "")))
                .containsExactlyInAnyOrder(
                        "CallbackTagFilter",
                        "CalleeFilter",
                        "GrayContext",
                        "GrayEntry",
                        "GrayRefusedException",
                        "GrayThreadLocalAccessor",
                        "InboundTagFilter",
                        "Mishap",
                        "OutboundTagFilter",
                        "TagSealFilter",
                        "client.GrayExchangeFilter",
                        "client.GrayHttpClient",
                        "client.GrayRequestInterceptor",
                        "client.OutboundHeaders",
                        "entry.Claim",
                        "entry.Cookies",
                        "entry.Entry",
                        "entry.EntryDecision",
                        "entry.EntryRequest",
                        "entry.HostPatterns",
                        "entry.InboundTrust",
                        "entry.QueryString",
                        "entry.TagReader",
                        "entry.TagSignatures",
                        "rest.RestEntryFilter",
                        "rest.RestEntryListener",
                        "rest.RestServedByFilter",
                        "servlet.GrayServletFilter");
    }

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
