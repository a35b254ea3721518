package io.github.dubbogray.router.registry;

import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.InOrder;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The labels of which instances say one thing and registries another, over all services that list them. A process is
 * registered for its application and for each interface, and lists of one edit arrive one after the other; it is one drift
 * of one instance all the same, which begins when the first service says it and is over when none has said it for a while.
 */
final class Drifts {

    /** How long no service may say a drift before it is over. */
    static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** An application's own list goes before those of interfaces: it alone knows all ports of an instance. */
    private static final Comparator<RegistryService> ORDER = Comparator.<RegistryService, Boolean>comparing(
                    service -> service instanceof RegistryService.OfInterface)
            .thenComparing(RegistryService::name);

    private final GrayEvents events;
    private final Meters meters;
    private final LongSupplier nanoTime;
    private final InOrder told = new InOrder();

    /** Guarded by this: what each service says now. */
    private final Map<RegistryService, Said> said = new TreeMap<>(ORDER);

    /** Guarded by this: what was told and is not over. */
    private Map<Label, Drifting> drifting = new LinkedHashMap<>();

    /**
     * What a service says.
     *
     * @param registeredAs the addresses with which instances are registered, by those of their other protocols
     */
    private record Said(List<LabelDrift> drifts, Map<String, String> registeredAs) {}

    /** A label of one instance. */
    private record Label(String address, String key) {}

    /** How far a drift that was told has come. */
    private sealed interface Drifting {

        LabelDrift drift();

        /** Some service says it. */
        record Standing(LabelDrift drift) implements Drifting {}

        /** No service says it any more. */
        record Settling(LabelDrift drift, long sinceNanos) implements Drifting {}
    }

    Drifts(GrayEvents events, Meters meters, LongSupplier nanoTime) {
        this.events = events;
        this.meters = meters;
        this.nanoTime = nanoTime;
    }

    /** Takes over what a service says now. */
    void take(RegistryService service, LiveInstances instances) {
        synchronized (this) {
            said.put(service, new Said(instances.drifts(service.name()), instances.registeredAs()));
            compare();
        }
        told.run();
    }

    /** Leaves out a service that is followed no more. */
    void forget(RegistryService service) {
        synchronized (this) {
            said.remove(service);
            compare();
        }
        told.run();
    }

    /** Ends what no service has said for a while; to be called every second or so. */
    void step() {
        synchronized (this) {
            long now = nanoTime.getAsLong();
            List<Drifting> over = drifting.values().stream()
                    .filter(known -> known instanceof Drifting.Settling settling
                            && now - settling.sinceNanos() >= SETTLING_NANOS)
                    .toList();
            drifting.values().removeAll(over);
            over.forEach(known -> told.add(() -> tellEnd(known.drift())));
        }
        told.run();
    }

    /** Returns what was told and is not over, each once. */
    synchronized List<LabelDrift> list() {
        return drifting.values().stream().map(Drifting::drift).toList();
    }

    private void compare() {
        Map<Label, List<LabelDrift>> now = new LinkedHashMap<>();
        said.values()
                .forEach(one -> one.drifts()
                        .forEach(drift -> now.computeIfAbsent(labelOf(drift), label -> new ArrayList<>())
                                .add(drift)));
        Map<Label, Drifting> next = new LinkedHashMap<>();
        drifting.values().forEach(known -> {
            if (next.putIfAbsent(labelOf(known.drift()), known) != null) {
                told.add(() -> tellEnd(known.drift())); // two addresses that turned out to be one instance
            }
        });
        next.replaceAll((label, known) -> next(known, now.getOrDefault(label, List.of())));
        now.forEach((label, drifts) -> next.computeIfAbsent(label, fresh -> begin(at(fresh, drifts.get(0)))));
        drifting = next;
    }

    private Drifting begin(LabelDrift drift) {
        meters.count(Meter.LABELS_DRIFTED);
        told.add(() -> tell(drift));
        return new Drifting.Standing(drift);
    }

    /** While some service says what was told, others that lag behind or differ are no news. */
    private Drifting next(Drifting known, List<LabelDrift> now) {
        LabelDrift before = known.drift();
        if (now.isEmpty()) {
            return known instanceof Drifting.Settling ? known : new Drifting.Settling(before, nanoTime.getAsLong());
        }
        if (now.stream().anyMatch(before::saysTheSameAs)) {
            return new Drifting.Standing(before);
        }
        LabelDrift other = at(labelOf(before), now.get(0));
        told.add(() -> tell(other));
        return new Drifting.Standing(other);
    }

    private Label labelOf(LabelDrift drift) {
        return new Label(registered(drift.address()), drift.key());
    }

    private String registered(String address) {
        for (Said one : said.values()) {
            String found = one.registeredAs().get(address);
            if (found != null) {
                return found;
            }
        }
        return address;
    }

    private static LabelDrift at(Label label, LabelDrift drift) {
        return new LabelDrift(drift.application(), label.address(), label.key(), drift.registered(), drift.effective());
    }

    private void tell(LabelDrift drift) {
        events.publish(new GrayEvent.LabelDrifted(drift));
    }

    private void tellEnd(LabelDrift drift) {
        events.publish(new GrayEvent.DriftSettled(drift));
    }
}
