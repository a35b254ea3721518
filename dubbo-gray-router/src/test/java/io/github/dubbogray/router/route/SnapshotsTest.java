package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.health.Watches;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.meter.Gauges;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.registry.LiveInstances;
import io.github.dubbogray.router.registry.Registration;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.router.testing.HandTimer;
import io.github.dubbogray.router.testing.TestDocuments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    private static final Object ROUTER = new Object();

    private static final URL REFERENCE = reference("group");

    private final List<Invoker<Echo>> origin =
            List.of(FakeInvoker.of(PROVIDER, Map.of()), FakeInvoker.of(PROVIDER, Map.of("version", "v2")));
    private Table table = Table.withoutDocument(PROVIDER);
    private LiveInstances listed = LiveInstances.NONE;
    private final HandTimer timer = new HandTimer();
    private final Watches watches = new Watches(GrayEvents.apart(), timer.surroundings());
    private final Snapshots snapshots = new Snapshots(
            new Snapshot.Sources(
                    Labels.NONE,
                    application -> table,
                    service -> listed,
                    url -> new Registration(InstanceLabels.instanceOf(url), 1),
                    watches,
                    new Counting(new Meters(), new Gauges())),
            event -> {});

    @Nested
    class Shared {

        @Test
        void sameListAgain_hasTheSameSnapshot() {
            assertThat(snapshots.of(ROUTER, REFERENCE, origin)).isSameAs(snapshots.of(ROUTER, REFERENCE, origin));
        }

        @Test
        void sameDocumentAgain_hasTheSameSnapshot() {
            table = tableOf(TestDocuments.document("v1"));
            Snapshot<Echo> before = snapshots.of(ROUTER, REFERENCE, origin);
            table = tableOf(TestDocuments.document("v1"));

            assertThat(snapshots.of(ROUTER, REFERENCE, origin)).isSameAs(before);
        }
    }

    @Nested
    class Anew {

        private final Snapshot<Echo> before = snapshots.of(ROUTER, REFERENCE, origin);

        @Test
        void otherListWithEqualInvokers_isAnotherSnapshot() {
            List<Invoker<Echo>> other = new ArrayList<>(origin);

            assertThat(snapshots.of(ROUTER, REFERENCE, other).isOver(other)).isTrue();
        }

        @Test
        void otherDocument_isAnotherSnapshot() {
            table = tableOf(TestDocuments.document("v2"));

            assertThat(snapshots.of(ROUTER, REFERENCE, origin).fleet().tables()).containsExactly(table);
        }

        @Test
        void otherListOfTheRegistry_isAnotherSnapshot() {
            listed = new LiveInstances(Map.of(), Map.of(), Map.of("127.0.0.1:2", "127.0.0.1:1"), Map.of());

            assertThat(snapshots.of(ROUTER, REFERENCE, origin)).isNotSameAs(before);
        }

        @Test
        void otherReference_isAnotherSnapshot() {
            assertThat(snapshots.of(new Object(), reference("other"), origin)).isNotSameAs(before);
        }

        @Test
        void forgottenReference_isMadeAnew() {
            snapshots.forget(ROUTER);

            assertThat(snapshots.of(ROUTER, REFERENCE, origin)).isNotSameAs(before);
        }
    }

    @Nested
    class Health {

        private final List<Invoker<Echo>> two =
                List.of(origin.get(1), FakeInvoker.of(PROVIDER, Map.of("version", "v2")));

        Health() {
            table = tableOf("apiVersion: dubbo-gray/v1\napplication: " + PROVIDER
                    + "\nlanes: { canary: { labels: { version: v2 }, outlier: {} } }\n");
        }

        @Test
        @DisplayName("P5: who is ejected has left the next snapshot, of every reference that calls it")
        void ejection_isAnotherSnapshotWithoutTheInstance() {
            URL elsewhere = reference("other");
            Snapshot<Echo> before = snapshots.of(ROUTER, REFERENCE, two);
            snapshots.of(elsewhere, elsewhere, two);
            timer.pass(Duration.ofMillis(100));
            assertThat(snapshots.of(ROUTER, REFERENCE, two)).isSameAs(before);

            ejectFirst();

            assertThat(canary(snapshots.of(ROUTER, REFERENCE, two))).isEqualTo(List.of(two.get(1)));
            assertThat(canary(snapshots.of(elsewhere, elsewhere, two))).isEqualTo(List.of(two.get(1)));
            assertThat(canary(snapshots.apart(elsewhere, two))).isEqualTo(List.of(two.get(1)));
        }

        @Test
        @DisplayName("P5: a list that only one call has takes no instance away from health")
        void apart_holdsNothing() {
            snapshots.of(ROUTER, REFERENCE, two);
            snapshots.apart(REFERENCE, origin.subList(0, 1));

            assertThat(watches.watch(PROVIDER).lane("canary").orElseThrow().instances())
                    .hasSize(2);
        }

        @Test
        @DisplayName("P5: two references of one service with other instances are known with all of them")
        void twoListsOfOneService_areBothKnown() {
            List<Invoker<Echo>> third = List.of(FakeInvoker.of(PROVIDER, Map.of("version", "v2")));
            snapshots.of(ROUTER, REFERENCE, two);
            snapshots.of(new Object(), REFERENCE, third);

            assertThat(watches.watch(PROVIDER).lane("canary").orElseThrow().instances())
                    .hasSize(3);
        }

        @Test
        @DisplayName("H5: of two references of one service, the end of one is not that of the other")
        void oneOfTwoReferencesEnds_theOtherIsStillWatched() {
            Object other = new Object();
            snapshots.of(ROUTER, REFERENCE, two);
            snapshots.of(other, REFERENCE, new ArrayList<>(two));

            snapshots.forget(other);

            assertThat(watches.areAttending()).isTrue();
            assertThat(watches.watch(PROVIDER).lane("canary").orElseThrow().instances())
                    .hasSize(2);
        }

        @Test
        @DisplayName("H5: routers of one reference that share a list are watched until the last of them ends")
        void routersThatShareAList_endTogether() {
            Object second = new Object();
            assertThat(snapshots.of(second, REFERENCE, two)).isSameAs(snapshots.of(ROUTER, REFERENCE, two));

            snapshots.forget(second);
            assertThat(watches.areAttending()).isTrue();
            snapshots.forget(ROUTER);
            assertThat(watches.areAttending()).isFalse();
        }

        @Test
        @DisplayName("P5: the list that a router had before is let go")
        void nextListOfARouter_takesThePlaceOfTheLast() {
            snapshots.of(ROUTER, REFERENCE, two);
            snapshots.of(ROUTER, REFERENCE, List.of(two.get(0)));

            assertThat(watches.watch(PROVIDER).lane("canary").orElseThrow().instances())
                    .hasSize(1);
            assertThat(snapshots.size()).isOne();
        }

        @Test
        @DisplayName("H5: a reference that ends is watched no more")
        void forgottenReference_isNotWatched() {
            snapshots.of(ROUTER, REFERENCE, two);
            assertThat(timer.tasks()).isOne();
            snapshots.forget(ROUTER);

            assertThat(timer.tasks()).isZero();
        }

        private void ejectFirst() {
            InstanceWatch first = watches.watch(PROVIDER)
                    .lane("canary")
                    .flatMap(lane -> lane.instance(two.get(0).getUrl().getAddress()))
                    .orElseThrow();
            for (int i = 0; i < 5; i++) {
                first.record(Outcome.FAILURE, 0, timer.nanos());
            }
            timer.pass(Duration.ofMillis(100));
        }

        private static List<Invoker<Echo>> canary(Snapshot<Echo> snapshot) {
            return List.copyOf(
                    snapshot.fleet().place("canary", snapshot).instances().list());
        }
    }

    @Nested
    class Kept {

        @Test
        void apart_isNotKept() {
            Snapshot<Echo> apart = snapshots.apart(REFERENCE, origin);

            assertThat(snapshots.size()).isZero();
            assertThat(snapshots.of(ROUTER, REFERENCE, origin)).isNotSameAs(apart);
        }

        @Test
        void nobodyHasItAnyMore_isGoneWithTheNextOne() {
            await().until(() -> {
                snapshots.of(new Object(), reference("gone"), origin);
                System.gc();
                snapshots.of(new Object(), reference("next"), new ArrayList<>(origin));
                return snapshots.size() == 1;
            });
        }
    }

    private static Table tableOf(String text) {
        return ((Reading.Accepted) DocumentReader.read(PROVIDER, text)).table();
    }

    private static URL reference(String group) {
        return URL.valueOf("consumer://127.0.0.1/" + Echo.class.getName() + "?version=1.0&group=" + group);
    }
}
