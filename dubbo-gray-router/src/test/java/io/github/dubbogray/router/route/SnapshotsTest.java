package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.registry.LiveInstances;
import io.github.dubbogray.router.registry.Registration;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.router.testing.TestDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    private static final URL REFERENCE = reference("group");

    private final List<Invoker<Echo>> origin =
            List.of(FakeInvoker.of(PROVIDER, Map.of()), FakeInvoker.of(PROVIDER, Map.of("version", "v2")));
    private Table table = Table.withoutDocument(PROVIDER);
    private LiveInstances listed = LiveInstances.NONE;
    private final Snapshots snapshots = new Snapshots(
            new Snapshot.Sources(
                    Labels.NONE,
                    application -> table,
                    service -> listed,
                    url -> new Registration(InstanceLabels.instanceOf(url), 1)),
            event -> {});

    @Nested
    class Shared {

        @Test
        void sameListAgain_hasTheSameSnapshot() {
            assertThat(snapshots.of(REFERENCE, origin)).isSameAs(snapshots.of(REFERENCE, origin));
        }

        @Test
        void sameDocumentAgain_hasTheSameSnapshot() {
            table = tableOf(TestDocuments.document("v1"));
            Snapshot<Echo> before = snapshots.of(REFERENCE, origin);
            table = tableOf(TestDocuments.document("v1"));

            assertThat(snapshots.of(REFERENCE, origin)).isSameAs(before);
        }
    }

    @Nested
    class Anew {

        private final Snapshot<Echo> before = snapshots.of(REFERENCE, origin);

        @Test
        void otherListWithEqualInvokers_isAnotherSnapshot() {
            List<Invoker<Echo>> other = new ArrayList<>(origin);

            assertThat(snapshots.of(REFERENCE, other).isOver(other)).isTrue();
        }

        @Test
        void otherDocument_isAnotherSnapshot() {
            table = tableOf(TestDocuments.document("v2"));

            assertThat(snapshots.of(REFERENCE, origin).fleet().tables()).containsExactly(table);
        }

        @Test
        void otherListOfTheRegistry_isAnotherSnapshot() {
            listed = new LiveInstances(Map.of(), Map.of(), Map.of(), Set.of("127.0.0.1:1"));

            assertThat(snapshots.of(REFERENCE, origin)).isNotSameAs(before);
        }

        @Test
        void otherReference_isAnotherSnapshot() {
            assertThat(snapshots.of(reference("other"), origin)).isNotSameAs(before);
        }

        @Test
        void forgottenReference_isMadeAnew() {
            snapshots.forget(REFERENCE);

            assertThat(snapshots.of(REFERENCE, origin)).isNotSameAs(before);
        }
    }

    @Nested
    class Kept {

        @Test
        void apart_isNotKept() {
            Snapshot<Echo> apart = snapshots.apart(REFERENCE, origin);

            assertThat(snapshots.size()).isZero();
            assertThat(snapshots.of(REFERENCE, origin)).isNotSameAs(apart);
        }

        @Test
        void nobodyHasItAnyMore_isGoneWithTheNextOne() {
            await().until(() -> {
                snapshots.of(reference("gone"), origin);
                System.gc();
                snapshots.of(reference("next"), new ArrayList<>(origin));
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
