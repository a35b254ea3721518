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
import java.time.Duration;
import java.util.Map;
import org.apache.dubbo.config.ReferenceConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** References that come and go in one application leave nothing of the library behind. */
@ExtendWith(FleetExtension.class)
class ChurnIT {

    private static final String OURS = "io.github.dubbogray.";
    private static final String OF_TESTS = "io.github.dubbogray.it.";
    private static final int WARM_UP = 20;

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

            churn(consumer, Size.of(150, 2_000));

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

    private static boolean isOurs(String type) {
        return type.startsWith(OURS) && !type.startsWith(OF_TESTS);
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
