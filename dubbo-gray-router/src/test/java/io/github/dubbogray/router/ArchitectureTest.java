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
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.testing.PackageArrows;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.NullMarked;

/** What the router may know, and who may know the router. */
@AnalyzeClasses(packages = "io.github.dubbogray.router", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.dubbogray.router";

    @ArchTest
    static final ArchRule classes_dependOnCoreDubboAndTwoClientsOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.apache.dubbo..",
                    "com.alibaba.nacos.api..",
                    "com.alibaba.nacos.common.remote.client..",
                    "io.opentelemetry.api..",
                    "com.sun.management..",
                    "io.github.dubbogray.core..",
                    "io.github.dubbogray.webhook..",
                    "io.github.dubbogray.router..");

    /** Where the registry is not Nacos its client need not be there, so these are loaded only when it is. */
    @ArchTest
    static final ArchRule nacosClient_isKnownToFewClasses = noClasses()
            .that()
            .haveNameNotMatching(
                    ".*\\.(NacosAnswerFilter|NacosConnections|NacosNamingClient|NacosOwnInstance|UncachedLists)(\\$.*)?")
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

    /** From a package to those it may know; the root is {@code ""}. None more, and none that is not needed. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("settings", Set.of()),
            Map.entry("meter", Set.of()),
            Map.entry("event", Set.of("meter")),
            Map.entry("listener", Set.of("event", "meter", "settings")),
            Map.entry("alert", Set.of("event", "meter", "settings")),
            Map.entry("health.probe", Set.of("event", "settings")),
            Map.entry("release", Set.of()),
            Map.entry("feature", Set.of()),
            Map.entry("health", Set.of("event", "health.probe", "meter", "release", "settings")),
            Map.entry("label", Set.of("event", "meter")),
            Map.entry("connection", Set.of()),
            Map.entry("document", Set.of("connection", "event", "meter", "settings")),
            Map.entry("registry", Set.of("connection", "event", "label", "meter", "settings")),
            Map.entry("announce", Set.of("document", "registry", "settings")),
            Map.entry("call", Set.of("event", "health", "label", "meter", "release")),
            Map.entry("record", Set.of("call", "document", "settings")),
            Map.entry(
                    "",
                    Set.of(
                            "alert",
                            "announce",
                            "call",
                            "document",
                            "event",
                            "health",
                            "label",
                            "listener",
                            "meter",
                            "record",
                            "registry",
                            "settings")),
            Map.entry("publish", Set.of("", "event", "label", "registry")),
            Map.entry(
                    "route",
                    Set.of(
                            "",
                            "call",
                            "document",
                            "event",
                            "health",
                            "label",
                            "meter",
                            "record",
                            "registry",
                            "settings")));

    @ArchTest
    static void arrows_areThese(JavaClasses classes) {
        assertThat(PackageArrows.below(ROOT, classes)).containsExactlyInAnyOrderEntriesOf(ARROWS);
    }

    /** Time, chance and threads come in, so that a test can give others. */
    @ArchTest
    static final ArchRule system_isAskedInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Surroundings.class.getName())
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Executors.class.getName())
            .orShould()
            .callConstructor(ScheduledThreadPoolExecutor.class, int.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule surroundings_areChosenWhereDubboMakesThings = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(GrayApplication|GrayLoadBalance)")
            .should()
            .callMethod(Surroundings.class, "ofSystem");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.github.dubbogray.(**)").should().beFreeOfCycles();

    /** What Dubbo's extension loader makes. */
    private static final Set<String> EXTENSIONS = Set.of(
            "publish.InstanceLabelPublisher",
            "publish.RemovedLabels",
            "publish.KeptAddresses",
            "publish.SelfDescriptionFilter",
            "publish.UrlLabelPublisher",
            "route.GrayLoadBalance",
            "route.GrayRouterFactory");

    /** What other modules, and applications, use; neighbours use some of it too. */
    private static final Set<String> FOR_OTHER_MODULES = Set.of(
            "GrayApplication",
            "announce.Announcement",
            "call.Outcomes",
            "call.Placements",
            "call.TraceBaggage",
            "call.WireAttachments",
            "document.ConfigCentre",
            "connection.Connection",
            "document.Degradation",
            "document.DocumentStatus",
            "document.Documents",
            "event.DegradedFor",
            "event.DocumentOrigin",
            "event.GrayEvent",
            "event.GrayEvents",
            "event.LogContext",
            "event.LabelDrift",
            "event.MalformedLabel",
            "feature.FollowedSwitches",
            "feature.OpenSwitches",
            "health.LaneReport",
            "health.Watches",
            "label.InstanceLabels",
            "listener.GrayListener",
            "meter.Counter",
            "meter.Gauge",
            "meter.Gauges",
            "meter.Meter",
            "meter.Meters",
            "meter.SeriesFollower",
            "meter.Stopwatch",
            "record.Recordings",
            "registry.LiveServices",
            "route.RoutedInstance",
            "route.RoutedReference",
            "settings.GrayProperties",
            "settings.Surroundings");

    /** What is in the signatures of what neighbours use. */
    private static final Set<String> IN_SIGNATURES = Set.of("registry.RegisteredInstance");

    /** What had to become public for the packages next door, and for which. */
    private static final Map<String, Set<String>> FOR_NEIGHBOURS = Map.ofEntries(
            Map.entry("alert.Alerts", Set.of("")),
            Map.entry("announce.Announcer", Set.of("")),
            Map.entry("call.Arrivals", Set.of("", "route")),
            Map.entry("call.CallTag", Set.of("record", "route")),
            Map.entry("call.DubboWeight", Set.of("route")),
            Map.entry("call.RoutedCall", Set.of("route")),
            Map.entry("call.StableRetry", Set.of("route")),
            Map.entry("call.Subset", Set.of("route")),
            Map.entry("connection.Answers", Set.of("document")),
            Map.entry("connection.NacosAnswerFilter", Set.of()), // Nacos's client makes it
            Map.entry("connection.NacosConnections", Set.of("document", "registry")),
            Map.entry("connection.ServerAddresses", Set.of("document", "registry")),
            Map.entry("document.DocumentGauges", Set.of("")),
            Map.entry("event.Bugs", Set.of("")),
            Map.entry("event.DataId", Set.of("document")),
            Map.entry(
                    "event.Guarded",
                    Set.of(
                            "alert",
                            "call",
                            "document",
                            "health",
                            "health.probe",
                            "listener",
                            "publish",
                            "registry",
                            "route")),
            Map.entry("event.InOrder", Set.of("document", "registry", "route")),
            Map.entry("event.Listeners", Set.of("document", "health", "registry")),
            Map.entry("event.SaidOnce", Set.of("", "route")),
            Map.entry("health.Attended", Set.of("call")),
            Map.entry("health.HealthGauges", Set.of("")),
            Map.entry("health.Member", Set.of("route")),
            Map.entry("health.Sight", Set.of("route")),
            Map.entry("health.probe.Prober", Set.of("health")),
            Map.entry("health.probe.Target", Set.of("health")),
            Map.entry("label.MalformedLabels", Set.of("", "registry")),
            Map.entry("label.SelfDescription", Set.of("", "registry")),
            Map.entry("listener.HostListeners", Set.of("")),
            Map.entry("record.RecordedCall", Set.of("route")),
            Map.entry("registry.Keeping", Set.of("publish")),
            Map.entry("registry.LiveInstances", Set.of("route")),
            Map.entry("registry.LoadWeightPublisher", Set.of("")),
            Map.entry("registry.NacosNamingClient", Set.of("")),
            Map.entry("registry.NamingClient", Set.of("")),
            Map.entry("registry.NamingRegistry", Set.of("")),
            Map.entry("registry.Presence", Set.of("announce")),
            Map.entry("registry.Registration", Set.of("", "route")),
            Map.entry("registry.RegistryService", Set.of("route")),
            Map.entry("release.ServedCall", Set.of("call")),
            Map.entry("release.StepCounts", Set.of("call", "health")),
            Map.entry("settings.Beat", Set.of("health", "health.probe")),
            Map.entry("settings.DubboRelease", Set.of("registry")),
            Map.entry("settings.GraySettings", Set.of("", "announce", "document", "registry")));

    @ArchTest
    static void publicClasses_haveTheUsersThatAreListed(JavaClasses classes) {
        Map<String, Set<String>> users = new TreeMap<>();
        Set<String> elsewhere = new HashSet<>(EXTENSIONS);
        elsewhere.addAll(FOR_OTHER_MODULES);
        elsewhere.addAll(IN_SIGNATURES);
        for (JavaClass type : classes) {
            if (type.isTopLevelClass() && type.getModifiers().contains(PUBLIC) && !elsewhere.contains(nameOf(type))) {
                users.put(nameOf(type), new TreeSet<>());
            }
        }
        for (JavaClass user : classes) {
            user.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(ArchitectureTest::isOurs)
                    .filter(used -> !packageOf(used).equals(packageOf(user)))
                    .map(used -> users.get(nameOf(used)))
                    .filter(Objects::nonNull)
                    .forEach(known -> known.add(packageOf(user)));
        }

        assertThat(users).containsExactlyInAnyOrderEntriesOf(FOR_NEIGHBOURS);
        assertThat(classes.stream().map(ArchitectureTest::nameOf)).containsAll(elsewhere);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getName().startsWith(ROOT);
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().equals(ROOT) ? "" : type.getPackageName().substring(ROOT.length() + 1);
    }

    /** Returns the name of a class, or of the one that it is nested in, without the root package. */
    private static String nameOf(JavaClass type) {
        String name = type.getName().substring(ROOT.length() + 1);
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
