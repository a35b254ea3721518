package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.LiveObjects;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.ProbeService;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.router.GrayApplication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.dubbo.config.ReferenceConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** References and provider applications that come and go leave nothing of the library behind in a consumer. */
@ExtendWith(FleetExtension.class)
class ChurnIT {

    private static final String OURS = "io.github.dubbogray.";

    /** What no application has. */
    private static final List<String> OF_TESTS = List.of("io.github.dubbogray.it.", "io.github.dubbogray.nacos.");

    /** Counters go on, and memos of names save time; of each there are so many at most, whoever comes. */
    private static final Pattern BOUNDED =
            Pattern.compile(".*\\.(Counter|Counting\\$Claims|Timers\\$Calls|HopTexts\\$Hop|Tag\\$Pairs"
                    + "|RegistryService\\$OfApplication|RemovedLabels\\$SeenKeys)");

    private static final int WARM_UP = 20;

    /** So many applications come and go together. */
    private static final int AT_ONCE = 4;

    /** What a few hundred more references may leave: memos fill, counters of new series are made once. */
    private static final int FEW = 16;

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    @DisplayName(
            "References made and destroyed: our objects, threads and the followers of documents are as many as before")
    void references_leaveNothing(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("v1", "version=v1");
            lab.publish(Texts.ramp("10"));
            ProbeConsumer consumer = lab.consumer("churn");
            consumer.untagged();
            churn(consumer, WARM_UP);
            int threads = Thread.activeCount();
            Map<String, Long> before = LiveObjects.count(ChurnIT::isOurs);

            churn(consumer, Size.of(60, 2_000));

            await("our objects are as many as before")
                    .atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(LiveObjects.grownBy(FEW, before, LiveObjects.count(ChurnIT::isOurs)))
                                    .isEmpty());
            await("threads")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2));
            assertThat(consumer.untagged().getInstance()).isEqualTo("v1");
        }
    }

    @Test
    @DisplayName("Provider applications that come and go: our objects and what is followed are as before")
    void providerApplications_leaveNothing(Fleet fleet) throws Exception {
        int times = Size.of(1, 50);
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("v1", "version=v1");
            ProbeConsumer consumer = lab.consumer("churn-of-providers");
            comeAndGo(lab, consumer, "warm-up-");
            GrayApplication gray = GrayApplication.of(consumer.application());
            Map<String, Long> before = LiveObjects.count(ChurnIT::isOurs);

            for (int i = 0; i < times; i++) {
                comeAndGo(lab, consumer, "passing-" + i + "-");
            }

            await("nobody's document or service is followed but of whom is there")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(
                                    gray.documents().describe() + gray.live().describe())
                            .doesNotContain("passing-")
                            .contains(Lab.APPLICATION));
            await("no class has an object more for each application")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(LiveObjects.grownBy(
                                    times * AT_ONCE - 1, before, LiveObjects.count(ChurnIT::isUnbounded)))
                            .isEmpty());
            assertThat(consumer.untagged().getInstance()).isEqualTo("v1");
        }
    }

    /** Applications in processes of their own, all at once, each with a document. */
    private static void comeAndGo(Lab lab, ProbeConsumer consumer, String prefix) throws Exception {
        List<String> applications =
                IntStream.range(0, AT_ONCE).mapToObj(number -> prefix + number).toList();
        applications.forEach(application -> lab.publish(application, Texts.ramp("10")));
        List<Lab.Instance> providers = lab.together(applications.stream()
                .<Callable<Lab.Instance>>map(
                        application -> () -> lab.alone(application, application, "role=" + application, Map.of())
                                .instance())
                .toList());
        for (String application : applications) {
            awaitServedBy(application, consumer, application);
        }
        for (Lab.Instance provider : providers) {
            provider.end();
        }
        for (String application : applications) {
            awaitServedBy("v1", consumer, application);
            lab.admin().deleteConfig(Lab.document(application));
        }
    }

    private static void awaitServedBy(String instance, ProbeConsumer consumer, String role) {
        await(role + " is served by " + instance)
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> consumer.tagged("role=" + role).getInstance().equals(instance));
    }

    private static boolean isOurs(String type) {
        return type.startsWith(OURS) && OF_TESTS.stream().noneMatch(type::startsWith);
    }

    private static boolean isUnbounded(String type) {
        return isOurs(type) && !BOUNDED.matcher(type).matches();
    }

    private static void churn(ProbeConsumer consumer, int references) {
        for (int i = 0; i < references; i++) {
            ReferenceConfig<ProbeService> reference =
                    new ReferenceConfig<>(consumer.application().getDefaultModule());
            reference.setInterface(ProbeService.class);
            reference.setCheck(false);
            assertThat(reference.get().probe("churn").getInstance()).isEqualTo("v1");
            reference.destroy();
        }
    }
}
