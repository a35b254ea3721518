package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.call.Subset;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.health.Sight;
import io.github.dubbogray.router.health.Watches;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.meter.Gauges;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.registry.LiveInstances;
import io.github.dubbogray.router.registry.Registration;
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final URL REFERENCE = URL.valueOf("consumer://127.0.0.1/" + Echo.class.getName());
    private static final Snapshot.Sources SOURCES = new Snapshot.Sources(
            Labels.NONE,
            Table::withoutDocument,
            service -> LiveInstances.NONE,
            url -> new Registration(InstanceLabels.instanceOf(url), 1),
            new Watches(GrayEvents.apart(), Surroundings.ofSystem()),
            new Counting(new Meters(), new Gauges()));

    private final FakeInvoker stable = FakeInvoker.of(PROVIDER, Map.of());
    private final FakeInvoker canary = FakeInvoker.of(PROVIDER, Map.of("tag", "canary"));
    private final List<Invoker<Echo>> origin = List.of(stable, canary);
    private final Snapshot<Echo> snapshot = Snapshot.of(REFERENCE, origin, SOURCES, (members, tables) -> Sight.NONE);

    @Test
    void placementOnSome_isAReadyListOverTheOrigin() {
        Decision<Subset<Echo>> decision = place(snapshot, "canary");

        assertThat(decision.placement()).isEqualTo(new Placement.Placed(new Tier.OfLabels(Labels.of("tag", "canary"))));
        assertThat(decision.instances().list()).containsExactly(canary);
        assertThat(decision.instances().list().getOriginList()).isSameAs(origin);
        assertThat(decision.instances().list().getTailList()).isNull();
        assertThat(snapshot.isEverything(decision.instances().list())).isFalse();
    }

    @Test
    void samePlacementAgain_isTheSameList() {
        assertThat(place(snapshot, "canary").instances())
                .isSameAs(place(snapshot, "canary").instances());
    }

    @Test
    void placementOnAll_isEverything() {
        List<Invoker<Echo>> allStable = List.of(stable, FakeInvoker.of(PROVIDER, Map.of()));
        Snapshot<Echo> ofStable = Snapshot.of(REFERENCE, allStable, SOURCES, (members, tables) -> Sight.NONE);

        assertThat(ofStable.isEverything(place(ofStable, null).instances().list()))
                .isTrue();
    }

    @Test
    void listOverTheOrigin_isOfIt() {
        assertThat(snapshot.isOver(new BitList<>(origin).getOriginList())).isTrue();
        assertThat(snapshot.isOver(new BitList<>(origin).clone().getOriginList()))
                .isTrue();
        assertThat(snapshot.isOver(new BitList<>(origin, true).getOriginList())).isTrue();
    }

    @Test
    void equalListThatIsAnother_isNotOfIt() {
        assertThat(snapshot.isOver(new BitList<>(new ArrayList<>(origin)).getOriginList()))
                .isFalse();
    }

    @Test
    void noInstances_isEmpty() {
        Snapshot<Echo> empty = Snapshot.of(REFERENCE, List.of(), SOURCES, (members, tables) -> Sight.NONE);

        assertThat(empty.fleet().isEmpty()).isTrue();
    }

    private Decision<Subset<Echo>> place(Snapshot<Echo> in, String tag) {
        return in.fleet().place(tag, PlacedInvokers.routed(TestApplication.call("echo"), new BitList<>(in.origin())));
    }
}
