package io.github.dubbogray.router.announce;

import static io.github.dubbogray.router.testing.TestDocuments.BAD;
import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.event.Listeners;
import io.github.dubbogray.router.registry.FakeNamingClient;
import io.github.dubbogray.router.registry.Presence;
import io.github.dubbogray.router.testing.HandTimer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.dubbo.common.utils.NetUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From an application's documents to what its registry lists. */
class AnnouncingTest {

    private static final String SERVICE = PROVIDER + ".gray-consumers";
    private static final Runnable LISTENER = AnnouncingTest::nobody;

    @TempDir
    private Path directory;

    private final FakeNamingClient naming = new FakeNamingClient();
    private final HandTimer timer = new HandTimer();

    @Nested
    class Followed {

        @Test
        void pushes_areSaidWithTheirRevisionAndState() {
            try (TestApplication application = application(Map.of())) {
                application.gray().followDocument(PROVIDER, LISTENER);
                timer.pass(Duration.ofSeconds(1));
                assertThat(said()).isEqualTo("none degraded:2026-05-01T12:03:00Z");

                application.configuration().push(DATA_ID, document("v1"));
                timer.pass(Duration.ofSeconds(2));
                assertThat(said()).isEqualTo(revision("v1") + " ok");

                application.configuration().push(DATA_ID, BAD);
                timer.pass(Duration.ofSeconds(2));
                assertThat(said()).isEqualTo(revision("v1") + " refused:" + DocumentReader.revisionOf(BAD));

                application.configuration().push(DATA_ID, null);
                timer.pass(Duration.ofSeconds(2));
                assertThat(said()).isEqualTo("none none");
            }
        }

        @Test
        void copyOfTheConfigCentre_isLastGood() {
            try (TestApplication application = application(Map.of())) {
                application.configuration().holding(DATA_ID, document("v1")); // and no server that is reachable
                application.gray().followDocument(PROVIDER, LISTENER);
                timer.pass(Duration.ofSeconds(1));

                assertThat(said()).isEqualTo(revision("v1") + " last-good");
            }
        }

        @Test
        void whoSaysIt_isThisProcess() {
            try (TestApplication application = application(Map.of())) {
                application.gray().followDocument(PROVIDER, LISTENER);
                timer.pass(Duration.ofSeconds(1));

                Presence presence = naming.presences().get(SERVICE);
                assertThat(presence.group()).isEqualTo("dubbo-gray");
                assertThat(presence.host()).isEqualTo(NetUtils.getLocalHost());
                assertThat(presence.port()).isEqualTo(1); // as chance has it here
                assertThat(presence.metadata())
                        .containsEntry("application", TestApplication.NAME)
                        .containsEntry("library", "unknown")
                        .hasEntrySatisfying(
                                "process",
                                process -> assertThat(process)
                                        .startsWith(ProcessHandle.current().pid() + "@"));
            }
        }

        @Test
        void severalApplicationsOfOneProcess_announceEach() {
            FakeNamingClient ofOther = new FakeNamingClient();
            HandTimer timerOfOther = new HandTimer();
            try (TestApplication one = application(Map.of());
                    TestApplication other = TestApplication.in(directory)
                            .withConfigCentre()
                            .withRegistry(ofOther, timerOfOther.surroundings())) {
                one.gray().followDocument(PROVIDER, LISTENER);
                other.gray().followDocument(PROVIDER, LISTENER);
                timer.pass(Duration.ofSeconds(1));
                timerOfOther.pass(Duration.ofSeconds(1));

                assertThat(naming.presences()).containsOnlyKeys(SERVICE);
                assertThat(ofOther.presences()).containsOnlyKeys(SERVICE);
            }
        }

        @Test
        @DisplayName("R2: the own document, which colors at an entry, is one that a process goes by")
        void ownDocument_isAnnouncedToo() {
            try (TestApplication application = application(Map.of())) {
                application.gray().followOwnDocument();
                timer.pass(Duration.ofSeconds(1));

                assertThat(naming.presences()).containsOnlyKeys(TestApplication.NAME + ".gray-consumers");
            }
        }
    }

    @Nested
    class End {

        @Test
        @DisplayName(
                "With the last reference it goes as the document does: a minute later, for providers that are back at once")
        void lastReferenceThatGoes_takesItBackAMinuteLater() {
            try (TestApplication application = application(Map.of())) {
                GrayApplication gray = application.gray();
                gray.followDocument(PROVIDER, LISTENER);
                timer.pass(Duration.ofSeconds(1));
                gray.documents().forget(PROVIDER, LISTENER);

                timer.pass(Duration.ofNanos(Listeners.LINGERING_NANOS - 1));
                assertThat(naming.presences()).containsOnlyKeys(SERVICE);
                timer.pass(Duration.ofNanos(1));
                timer.pass(Duration.ZERO); // whichever of the timer's tasks is first
                assertThat(naming.presences()).isEmpty();
            }
        }

        @Test
        void applicationThatIsDestroyed_closesItsClient() {
            TestApplication application =
                    TestApplication.in(directory).withConfigCentre().withRegistry(naming);
            application.gray().followDocument(PROVIDER, LISTENER);
            await().until(() -> naming.presences().containsKey(SERVICE));

            application.close();

            await().until(() -> naming.closings() == 1);
        }
    }

    @Nested
    class Settings {

        @ParameterizedTest
        @ValueSource(strings = {"dubbo.gray.announce", "dubbo.gray.enabled"})
        void switchedOff_saysNothingAndConnectsToNothing(String property) {
            try (TestApplication application = application(Map.of(property, "false"))) {
                application.gray().followDocument(PROVIDER, LISTENER);
                timer.pass(Duration.ofSeconds(1));

                assertThat(naming.connections()).isZero();
            }
        }

        @Test
        @DisplayName("dubbo.gray.registry.live=false: there is a client for the announcement alone")
        void registryThatIsNotFollowed_listsItAllTheSame() {
            try (TestApplication application = application(Map.of("dubbo.gray.registry.live", "false"))) {
                application.gray().followDocument(PROVIDER, LISTENER);
                timer.pass(Duration.ofSeconds(1));

                assertThat(naming.presences()).containsOnlyKeys(SERVICE);
                assertThat(application.gray().live().describe())
                        .isEqualTo("registry: not followed, what Dubbo was told counts");
            }
        }

        @Test
        void noRegistry_isNoTrouble() {
            try (TestApplication application = TestApplication.in(directory).withConfigCentre()) {
                application.gray().followDocument(PROVIDER, LISTENER);

                assertThat(application.gray().documents().status(PROVIDER)).isPresent();
            }
        }
    }

    private TestApplication application(Map<String, String> properties) {
        return TestApplication.in(directory, properties).withConfigCentre().withRegistry(naming, timer.surroundings());
    }

    /** Returns revision and state. */
    private String said() {
        Map<String, String> metadata = naming.presences().get(SERVICE).metadata();
        return metadata.get("revision") + " " + metadata.get("state");
    }

    private static String revision(String version) {
        return DocumentReader.revisionOf(document(version));
    }

    private static void nobody() {}
}
