package io.github.dubbogray.router.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.router.document.DocumentStatus;
import io.github.dubbogray.router.registry.Presence;
import io.github.dubbogray.router.testing.OneShotTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnnouncerTest {

    private static final Self SELF = new Self("web", "4711@host", "0.1.0", "10.0.0.7", 4_711);

    private final OneShotTimer timer = new OneShotTimer();
    private final List<DocumentStatus> documents = new ArrayList<>();
    private final List<String> awaited = new ArrayList<>();
    private Optional<StepReport> counted = Optional.empty();
    private boolean isRegistryAway;
    private Supplier<List<Presence>> wanted = List::of;
    private final Announcer announcer = new Announcer(
            () -> SELF,
            new Announcer.Known(() -> documents, () -> awaited, () -> isRegistryAway),
            timer.surroundings().clock(),
            new PacedReports(application -> counted, 10, timer.surroundings()),
            given -> wanted = given);

    @Test
    void notBegun_saysNothing() {
        follow("shop", "r1");

        assertThat(wanted.get()).isEmpty();
    }

    @Test
    void eachDocument_isOnePresence() {
        follow("shop", "r1");
        follow("stock", "r2");
        announcer.begin();

        assertThat(wanted.get()).containsExactly(presence("shop", "r1", "ok"), presence("stock", "r2", "ok"));
    }

    @Test
    void countsOfARelease_areSaid() {
        counted = Optional.of(new StepReport("r-1", 1, Map.of("canary", LaneCounts.NONE)));
        follow("shop", "r1");
        announcer.begin();

        assertThat(wanted.get())
                .singleElement()
                .satisfies(
                        presence -> assertThat(presence.metadata()).containsEntry("counts", "r-1/1;canary=0,0,0,0,0"));
    }

    @Test
    @DisplayName("What is said is what is so when it is asked for")
    void documentsThatChangeComeAndGo_areSaidAnew() {
        announcer.begin();
        assertThat(wanted.get()).isEmpty();
        follow("shop", "r1");
        assertThat(wanted.get()).containsExactly(presence("shop", "r1", "ok"));
        documents.clear();
        follow("shop", "r2");
        assertThat(wanted.get()).containsExactly(presence("shop", "r2", "ok"));
        documents.clear();
        assertThat(wanted.get()).isEmpty();
    }

    @Test
    void instancesThatDoNotSayWhoseTheyAre_haveNoAnnouncement() {
        follow("", "none");
        announcer.begin();

        assertThat(wanted.get()).isEmpty();
    }

    @Nested
    class Degraded {

        @Test
        void registryThatIsAway_isSaidSinceItWasFirstSeen() {
            follow("shop", "r1");
            announcer.begin();
            isRegistryAway = true;
            assertThat(wanted.get()).containsExactly(presence("shop", "r1", "degraded:2026-05-01T12:03:00Z"));
            timer.pass(Duration.ofSeconds(20));
            assertThat(wanted.get()).containsExactly(presence("shop", "r1", "degraded:2026-05-01T12:03:00Z"));

            isRegistryAway = false;
            assertThat(wanted.get()).containsExactly(presence("shop", "r1", "ok"));
            isRegistryAway = true;
            assertThat(wanted.get()).containsExactly(presence("shop", "r1", "degraded:2026-05-01T12:03:20Z"));
        }

        @Test
        void documentOfWhichNothingIsKnown_isNoneThatIsMissing() {
            documents.add(status("shop", "none", DocumentStatus.State.NONE));
            follow("stock", "r1");
            awaited.add("shop");
            announcer.begin();

            assertThat(wanted.get())
                    .containsExactly(
                            presence("shop", "none", "degraded:2026-05-01T12:03:00Z"), presence("stock", "r1", "ok"));
            awaited.clear();
            assertThat(wanted.get()).first().isEqualTo(presence("shop", "none", "none"));
        }
    }

    private void follow(String application, String revision) {
        documents.add(status(application, revision, DocumentStatus.State.CURRENT));
    }

    private static DocumentStatus status(String application, String revision, DocumentStatus.State state) {
        return new DocumentStatus(
                application, revision, state, Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty());
    }

    private static Presence presence(String provider, String revision, String state) {
        return new Presence(
                provider + ".gray-consumers",
                "dubbo-gray",
                "10.0.0.7",
                4_711,
                Map.of(
                        "application", "web",
                        "process", "4711@host",
                        "library", "0.1.0",
                        "revision", revision,
                        "state", state));
    }
}
