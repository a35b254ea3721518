package io.github.dubbogray.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.ImmutableContext;
import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.filter.PushedDocuments;
import io.github.dubbogray.filter.TestApplication;
import io.github.dubbogray.openfeature.GraySwitchProvider;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.feature.FollowedSwitches;
import io.github.dubbogray.router.feature.OpenSwitches;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switches of an application of Dubbo, with its own config centre interface in memory. */
class DubboSwitchesTest {

    private static final String DATA_ID = "demo-consumer.gray-switches";

    @TempDir
    private Path folder;

    private final PushedDocuments centre = new PushedDocuments();
    private TestApplication application;

    @BeforeEach
    void begin() {
        application = TestApplication.with("dubbo.gray.last-good.dir", folder.toString());
        application.model().modelEnvironment().setDynamicConfiguration(centre);
        push("true");
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    private void push(String preset) {
        centre.push(
                DATA_ID,
                ScriptedTexts.document("s: { type: boolean, default: " + preset + " }")
                        .replace("application: shop", "application: demo-consumer"));
    }

    @Nested
    @DisplayName("The application's end is theirs")
    class End {

        private long threads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("dubbo-gray-switches"))
                    .count();
        }

        @Test
        void endedApplication_leavesNeitherThreadNorListener() {
            long before = threads();
            GraySwitches switches = GraySwitches.of(application.model());
            assertThat(centre.listeners(DATA_ID)).isEqualTo(1);
            await().until(() -> threads() == before + 1);
            application.close();

            assertThat(centre.listeners(DATA_ID)).isZero();
            await().until(() -> threads() == before);
            push("false");
            assertThat(switches.truth("s", false).get()).isTrue(); // S1: it answers on
        }

        @Test
        void closedSwitches_areTheirApplicationsNoLonger() {
            GraySwitches switches = GraySwitches.of(application.model());
            assertThat(OpenSwitches.in(application.model())).hasSize(1);
            switches.close();
            switches.close();

            assertThat(OpenSwitches.in(application.model())).isEmpty();
            assertThat(centre.listeners(DATA_ID)).isZero();
        }

        /** The SDK's own shutdown comes whenever the application asks for it. */
        @Test
        void providerOfAnEndedApplication_isShutDownAllTheSame() {
            GraySwitchProvider provider = GraySwitchProvider.of(application.model());
            provider.initialize(new ImmutableContext());
            application.close();
            provider.shutdown();

            assertThat(provider.counts()).isEmpty();
        }
    }

    @Nested
    @DisplayName("What went wrong is among the application's meters")
    class Counted {

        private final Meters meters() {
            return Meters.of(application.model());
        }

        private long unanswered(String reason) {
            return meters().value(Meter.SWITCHES_UNANSWERED, "reason", reason);
        }

        @Test
        void questionWithoutAnAnswer_countsByItsErrorCode() {
            GraySwitches switches = GraySwitches.of(application.model());
            switches.truth("unknown", false).get();
            switches.truth("unknown", false).get();
            switches.text("s", "").get();
            switches.truth("s", false).get();

            assertThat(unanswered("flag_not_found")).isEqualTo(2);
            assertThat(unanswered("type_mismatch")).isEqualTo(1);
            assertThat(unanswered("general")).isZero();
            assertThat(meters().value(Meter.SWITCHES_UNANSWERED, "application", "demo-consumer"))
                    .isEqualTo(3);
        }

        /** A series that begins with one shows no increase. */
        @Test
        void everySeries_isThereBeforeItCounts() {
            GraySwitches.of(application.model());

            assertThat(meters().all().filter(series -> series.meter() == Meter.SWITCHES_UNANSWERED))
                    .extracting(series -> series.value("reason"))
                    .containsExactlyInAnyOrder("flag_not_found", "type_mismatch", "general");
            assertThat(meters().all().filter(series -> series.meter() == Meter.SWITCHES_REFUSED))
                    .hasSize(1);
        }

        /** However many names a caller makes up. */
        @Test
        void manyNames_areOneSeries() {
            GraySwitches switches = GraySwitches.of(application.model());
            for (int i = 0; i < 5_000; i++) {
                switches.truth("unknown-" + i, false).get();
            }

            assertThat(unanswered("flag_not_found")).isEqualTo(5_000);
            assertThat(meters().all().filter(series -> series.meter() == Meter.SWITCHES_UNANSWERED))
                    .hasSize(3);
        }

        @Test
        void refusedText_counts() {
            GraySwitches.of(application.model());
            push("maybe");

            assertThat(meters().value(Meter.SWITCHES_REFUSED, "application", "demo-consumer"))
                    .isEqualTo(1);
        }

        /** What is counted before the rest of the library begins is not lost, and asking does not begin it. */
        @Test
        void countsOfOneApplication_areThoseThatItsMetricsShow() {
            GraySwitches.of(application.model()).truth("unknown", false).get();
            assertThat(application.model().getBeanFactory().getBean(GrayApplication.class))
                    .isNull();

            assertThat(application.gray().meters().value(Meter.SWITCHES_UNANSWERED))
                    .isEqualTo(1);
        }
    }

    @Nested
    class Shown {

        private FollowedSwitches shown() {
            GraySwitches.of(application.model()).truth("unknown", false).get();
            push("true"); // from here on it is known to be what the config centre has
            return OpenSwitches.in(application.model()).get(0);
        }

        @Test
        void goodDocument_isCurrent() {
            FollowedSwitches shown = shown();

            assertThat(shown.status())
                    .isEqualTo(new FollowedSwitches.Status(FollowedSwitches.State.CURRENT, Optional.empty()));
            assertThat(shown.now().named("s")).isPresent();
            assertThat(shown.failures())
                    .isEqualTo(Map.of(Failure.FLAG_NOT_FOUND, 1L, Failure.TYPE_MISMATCH, 0L, Failure.GENERAL, 0L));
        }

        @Test
        void refusedDocument_isOutdatedAndSaysWhy() {
            FollowedSwitches shown = shown();
            push("maybe");

            assertThat(shown.status().state()).isEqualTo(FollowedSwitches.State.OUTDATED);
            assertThat(shown.status().trouble().orElse("")).endsWith("is refused");
        }

        @Test
        void noConfigCentre_isLacking() {
            application.close();
            application = TestApplication.active();
            FollowedSwitches shown = shown();

            assertThat(shown.status())
                    .isEqualTo(new FollowedSwitches.Status(
                            FollowedSwitches.State.LACKING, Optional.of("this application has no config centre")));
        }
    }
}
