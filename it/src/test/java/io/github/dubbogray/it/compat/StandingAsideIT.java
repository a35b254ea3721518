package io.github.dubbogray.it.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.fleet.JavaProcess;
import io.github.dubbogray.it.fleet.Program;
import io.github.dubbogray.it.fleet.Registrations;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.nacos.NacosAdmin;
import java.io.File;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.dubbo.common.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** D4 on a Dubbo that is too old: one line says so, and everything is as without the library. */
@ExtendWith(FleetExtension.class)
@DisplayName("dubbo")
class StandingAsideIT {

    private static final String NAMESPACE = "aside";
    private static final String WITHOUT = "dubbo-gray-(router|filter|observability)";

    private static Fleet fleet;
    private static JavaProcess v1;
    private static JavaProcess v2;
    private static NacosAdmin admin;
    private static int port;

    @BeforeAll
    static void start(Fleet shared) {
        Assumptions.assumeTrue(Version.getVersion().startsWith("3.1."), "the library works on this Dubbo");
        fleet = shared;
        fleet.nacos().admin().createNamespace(NAMESPACE);
        admin = fleet.nacos().admin().inNamespace(NAMESPACE);
        v1 = provider("v1", "version=v1");
        v2 = provider("v2", "version=v2,env=gray");
    }

    @AfterAll
    static void stop() {
        if (v1 != null) {
            v1.close();
            v2.close();
        }
    }

    @Test
    @DisplayName("provider: one ERROR line, no labels")
    void provider_saysOnceThatItStandsAside() {
        assertThat(linesAboutUs(v1))
                .singleElement()
                .asString()
                .contains("ERROR", "dubbo-gray needs Dubbo 3.2.16 or later");
        assertThat(v1.output()).doesNotContain("NoSuchMethodError", "NoClassDefFoundError", "LinkageError");
        assertThat(new Registrations(admin, port).instances())
                .isNotEmpty()
                .allSatisfy(
                        instance -> assertThat(instance.metadata().keySet()).noneMatch(key -> key.contains("gray")));
    }

    @Test
    @DisplayName("consumer: one ERROR line, calls as without the jars")
    void consumer_callsAsWithoutTheLibrary() {
        JavaProcess with = consumer("with", classPath(""));
        JavaProcess without = consumer("without", classPath(WITHOUT));

        assertThat(linesAboutUs(with)).singleElement().asString().contains("ERROR", "stands aside: this is Dubbo 3.1.");
        assertThat(with.output()).doesNotContain("NoSuchMethodError", "NoClassDefFoundError", "LinkageError");
        assertThat(linesAboutUs(without)).isEmpty();
        assertThat(answers(with)).contains("v1", "v2").isEqualTo(answers(without));
    }

    private static JavaProcess provider(String name, String labels) {
        port = FreePort.choose();
        Map<String, String> properties = new HashMap<>(Map.of(
                "probe.name",
                name,
                "probe.port",
                Integer.toString(port),
                "dubbo.provider.warmup",
                "1",
                "dubbo.gray.labels",
                labels));
        JavaProcess process = launch(name, AsideProvider.class, classPath(""), properties);
        int own = port;
        Fleet.await(
                process,
                "is not registered",
                () -> !new Registrations(admin, own).instances().isEmpty());
        return process;
    }

    private static JavaProcess consumer(String name, String classPath) {
        JavaProcess process = launch(name, AsideConsumer.class, classPath, Map.of());
        try (process) {
            Fleet.await(process, "does not end", () -> process.output().contains(AsideConsumer.END));
        }
        return process;
    }

    private static JavaProcess launch(String name, Class<?> main, String classPath, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("probe.registry", "nacos://" + fleet.nacos().serverAddress() + "?namespace=" + NAMESPACE);
        List<String> options = Arrays.stream(
                        System.getProperty("probe.java.options", "").split(" "))
                .filter(option -> !option.isEmpty())
                .toList();
        return fleet.launch(
                NAMESPACE + "-" + name,
                new Program.Tuned(options, new Program.MainClass(classPath, main.getName())),
                all);
    }

    private static List<String> linesAboutUs(JavaProcess process) {
        return process.output()
                .lines()
                .filter(line -> line.matches(".* (ERROR|WARN|INFO) io\\.github\\.dubbogray\\..*"))
                .toList();
    }

    private static String answers(JavaProcess consumer) {
        return consumer.output()
                .lines()
                .filter(line -> line.startsWith(AsideConsumer.ANSWERED))
                .findFirst()
                .orElse("nothing");
    }

    private static String classPath(String without) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> without.isEmpty() || !entry.matches(".*" + without + ".*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
