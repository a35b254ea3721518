package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.call.CallTag;
import io.github.dubbogray.router.call.Placements;
import io.github.dubbogray.router.call.RoutedCall;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.jspecify.annotations.Nullable;

/** Invokers of one reference as the router makes them ready, with weights of the registry's own. */
public final class PlacedInvokers {

    private final Table table;
    private final Map<String, Double> weights = new HashMap<>();
    private final List<Invoker<Echo>> origin;
    private @Nullable Snapshot<Echo> snapshot;

    private PlacedInvokers(Table table, List<Invoker<Echo>> origin) {
        this.table = table;
        this.origin = origin;
    }

    /** Returns invokers of weight 1 of an application without a document. */
    public static PlacedInvokers of(FakeInvoker... invokers) {
        return new PlacedInvokers(Table.withoutDocument(PROVIDER), List.copyOf(Arrays.asList(invokers)));
    }

    /** Returns invokers of weight 1 under a document. */
    public static PlacedInvokers under(String document, FakeInvoker... invokers) {
        Reading.Accepted reading = (Reading.Accepted) DocumentReader.read(PROVIDER, document);
        return new PlacedInvokers(reading.table(), List.copyOf(Arrays.asList(invokers)));
    }

    /** Gives an invoker a weight of the registry's, before anything is placed. */
    public PlacedInvokers weighing(FakeInvoker invoker, double weight) {
        weights.put(invoker.getUrl().getAddress(), weight);
        return this;
    }

    public List<Invoker<Echo>> origin() {
        return origin;
    }

    public Snapshot<Echo> snapshot() {
        if (snapshot == null) {
            snapshot = Snapshot.of(
                    URL.valueOf("consumer://127.0.0.1/" + Echo.class.getName()),
                    origin,
                    new Snapshot.Sources(
                            Labels.NONE,
                            application -> table,
                            service -> LiveInstances.NONE,
                            this::registration,
                            new Watches(GrayEvents.apart(), Surroundings.ofSystem()),
                            new Counting(new Meters(), new Gauges())),
                    (members, tables) -> Sight.NONE);
        }
        return snapshot;
    }

    private Registration registration(URL url) {
        return new Registration(InstanceLabels.instanceOf(url), weights.getOrDefault(url.getAddress(), 1.0));
    }

    /** Places a call as the router does; returns the list that Dubbo makes of the answer, in place. */
    public BitList<Invoker<Echo>> place(Invocation call) {
        BitList<Invoker<Echo>> candidates = new BitList<>(origin);
        RoutedCall<Echo> routed = routed(call, candidates);
        Decision<Subset<Echo>> decision = snapshot().fleet().place(CallTag.of(call), routed);
        Placements.keep(call, routed.place(decision));
        return candidates.and(decision.instances().list());
    }

    /** Returns a call that comes to the router with these candidates. */
    public static RoutedCall<Echo> routed(Invocation call, BitList<Invoker<Echo>> candidates) {
        URL consumer = new ServiceConfigURL("consumer", "127.0.0.1", 0, Echo.class.getName());
        return new RoutedCall<>(
                call,
                new RoutedCall.Caller(
                        consumer, Labels.NONE, new Meters(), new Watches(GrayEvents.apart(), Surroundings.ofSystem())),
                candidates);
    }

    /** Places a call; returns the list that a load balancer gets, which a directory has wrapped. */
    public List<Invoker<Echo>> list(Invocation call) {
        return Collections.unmodifiableList(place(call));
    }
}
