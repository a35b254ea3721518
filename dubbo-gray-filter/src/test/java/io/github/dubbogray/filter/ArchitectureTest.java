package io.github.dubbogray.filter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.dubbogray.testing.PackageArrows;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What the filters may know, and who may know them. */
@AnalyzeClasses(
        packages = {"io.github.dubbogray.filter", "io.github.dubbogray.router", "io.github.dubbogray.core"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.dubbogray.filter";
    private static final String FILTER = ROOT + "..";
    private static final String SERVLET = "io.github.dubbogray.filter.servlet..";
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
                            "router classes beyond GrayApplication, its meters and recordings, Placements, properties and what carries tags",
                            type -> type.getPackageName().startsWith("io.github.dubbogray.router")
                                    && !type.getSimpleName()
                                            .matches(
                                                    "Counter|GrayApplication|GrayProperties|Meters?|Tags|Outcomes|Placements|Recordings|Surroundings|TraceBaggage|WireAttachments")));

    /**
     * Which package uses which, by their names under the root; the root itself, with what users see first, is empty. Exactly
     * these: one that is not used any more goes from this table. Constants leave no trace in class files: {@code tag} has the
     * key of signatures from {@code trust}.
     */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("mishap", Set.of()),
            Map.entry("trust", Set.of()),
            Map.entry("stream", Set.of()),
            Map.entry("outcome", Set.of("mishap", "stream")), // and constants of call, which leave no trace
            Map.entry("tag", Set.of()),
            Map.entry("context", Set.of("mishap", "tag")),
            Map.entry("context.optional", Set.of("context", "mishap")),
            Map.entry("entry", Set.of("tag", "trust")),
            Map.entry("", Set.of("context", "entry", "mishap", "tag")),
            Map.entry("call", Set.of("", "context", "entry", "mishap", "stream", "tag", "trust")),
            Map.entry("client", Set.of("", "entry", "mishap", "trust")),
            Map.entry("servlet", Set.of("", "entry")),
            Map.entry("rest", Set.of("", "call", "entry", "mishap")));

    @ArchTest
    static void packages_useEachOtherAsWrittenDown(JavaClasses classes) {
        assertThat(PackageArrows.below(ROOT, classes)).isEqualTo(ARROWS);
    }

    @ArchTest
    static final ArchRule packages_haveNoCycles = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return isOfThisModule(type) ? SliceIdentifier.of(packageOf(type)) : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "packages of the filter";
                }
            })
            .should()
            .beFreeOfCycles();

    /** Application code, other entries, Dubbo's extension loader and bean factory, Java's service loader. */
    private static final String OUTSIDE = "outside";

    /** Public classes and who uses them: packages of this module, or what is {@link #OUTSIDE} of it. */
    private static final Map<String, Set<String>> PUBLIC_CLASSES = Map.ofEntries(
            Map.entry("GrayContext", Set.of(OUTSIDE, "client")),
            Map.entry("GrayEntry", Set.of(OUTSIDE, "call", "rest", "servlet")),
            Map.entry("GrayRefusedException", Set.of(OUTSIDE, "call")),
            Map.entry("GrayThreadLocalAccessor", Set.of(OUTSIDE)),
            Map.entry("call.CallbackTagFilter", Set.of(OUTSIDE)),
            Map.entry("call.CalleeFilter", Set.of(OUTSIDE)),
            Map.entry("call.EnteringCall", Set.of("rest")),
            Map.entry("call.InboundTagFilter", Set.of(OUTSIDE)),
            Map.entry("call.OutboundTagFilter", Set.of(OUTSIDE)),
            Map.entry("call.Stations", Set.of()), // constants, which outcome and rest have
            Map.entry("call.TagSealFilter", Set.of(OUTSIDE)),
            Map.entry("client.GrayExchangeFilter", Set.of(OUTSIDE)),
            Map.entry("client.GrayHttpClient", Set.of(OUTSIDE)),
            Map.entry("client.GrayRequestInterceptor", Set.of(OUTSIDE)),
            Map.entry("client.OutboundHeaders", Set.of(OUTSIDE)),
            Map.entry("context.Carried", Set.of("", "call", "context.optional")),
            Map.entry("context.Carrying", Set.of("")),
            Map.entry("context.Companions", Set.of("context.optional")),
            Map.entry("context.ContextCompanion", Set.of("context.optional")),
            Map.entry("context.Hops", Set.of("", "call")),
            Map.entry("context.OptionalCarrier", Set.of("context.optional")),
            Map.entry("context.RequestScope", Set.of("", "call", "context.optional")),
            Map.entry("context.SwitchedCall", Set.of("call")),
            Map.entry("context.optional.OpenTelemetryCarrier", Set.of(OUTSIDE)),
            Map.entry("context.optional.TransmittableCarrier", Set.of(OUTSIDE)),
            Map.entry("entry.Entry", Set.of(OUTSIDE, "", "call", "client")),
            Map.entry("entry.EntryDecision", Set.of(OUTSIDE, "", "call")),
            Map.entry("entry.EntryRequest", Set.of(OUTSIDE, "", "call", "rest", "servlet")),
            Map.entry("entry.RequestValues", Set.of("rest", "servlet")),
            Map.entry("mishap.Mishap", Set.of("", "call", "client", "context", "context.optional", "outcome", "rest")),
            Map.entry("outcome.OutcomeFilter", Set.of(OUTSIDE)),
            Map.entry("outcome.StableRetryFilter", Set.of(OUTSIDE)),
            Map.entry("rest.RestEntryFilter", Set.of(OUTSIDE)),
            Map.entry("rest.RestEntryListener", Set.of(OUTSIDE)),
            Map.entry("rest.RestServedByFilter", Set.of(OUTSIDE)),
            Map.entry("servlet.GrayServletFilter", Set.of(OUTSIDE)),
            Map.entry("stream.InFront", Set.of("call", "outcome")),
            Map.entry("tag.BaggageAttachment", Set.of("call")),
            Map.entry("tag.TagAttachments", Set.of("call", "context")),
            Map.entry("tag.TagText", Set.of("", "call", "entry")),
            Map.entry("trust.Claim", Set.of("call", "entry")),
            Map.entry("trust.HostPatterns", Set.of("client", "entry")),
            Map.entry("trust.InboundTrust", Set.of("call", "entry")),
            Map.entry("trust.Secrets", Set.of("entry")),
            Map.entry("trust.TagSignatures", Set.of("call", "client", "entry")),
            Map.entry("trust.Trust", Set.of("entry")));

    @ArchTest
    static void publicClasses_haveTheUsersThatAreWrittenDown(JavaClasses classes) {
        Map<String, Set<String>> users = new TreeMap<>();
        ofThisModule(classes)
                .filter(type -> type.getModifiers().contains(PUBLIC) && type.isTopLevelClass())
                .forEach(type -> users.put(nameOf(type), usersOf(type)));

        assertThat(users).isEqualTo(PUBLIC_CLASSES);
    }

    /** Nobody can see from here who uses a class outside of this module; the table says it. */
    private static Set<String> usersOf(JavaClass type) {
        Set<String> users = type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .filter(ArchitectureTest::isOfThisModule)
                .map(ArchitectureTest::packageOf)
                .filter(user -> !user.equals(packageOf(type)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (PUBLIC_CLASSES.getOrDefault(nameOf(type), Set.of()).contains(OUTSIDE)) {
            users.add(OUTSIDE);
        }
        return users;
    }

    private static Stream<JavaClass> ofThisModule(JavaClasses classes) {
        return classes.stream().filter(ArchitectureTest::isOfThisModule);
    }

    private static boolean isOfThisModule(JavaClass type) {
        return type.getName().startsWith(ROOT + ".");
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().equals(ROOT) ? "" : type.getPackageName().substring(ROOT.length() + 1);
    }

    private static String nameOf(JavaClass type) {
        return type.getName().substring(ROOT.length() + 1);
    }

    @ArchTest
    static final ArchRule clockAndRandom_comeInWhereTheEntryIsPutTogether = noClasses()
            .that()
            .resideInAPackage(FILTER)
            .and()
            .doNotHaveSimpleName("Entry")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current");

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
