package io.github.dubbogray.router.route;

import io.github.dubbogray.core.placement.Overlap;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.label.InstanceLabels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.dubbo.rpc.Invoker;

/**
 * Knows which instances to tell of that are in stable by their labels and in a gray lane by others: once for each revision of a document
 * and each lane, however often snapshots are made and for however many references. Used under its owner's lock.
 */
final class ToldOverlaps {

    private final Map<String, Told> byApplication = new HashMap<>();

    /** The lanes of a revision that were told of. */
    private record Told(String revision, Set<String> lanes) {}

    /**
     * Returns what was not told before.
     *
     * @param origin the instances that an overlap's positions mean
     */
    List<GrayEvent> news(List<Overlap> overlaps, List<? extends Invoker<?>> origin) {
        return overlaps.stream()
                .filter(this::isNew)
                .<GrayEvent>map(overlap -> event(overlap, origin))
                .toList();
    }

    private boolean isNew(Overlap overlap) {
        String revision = overlap.table().revision();
        Told told = byApplication.compute(
                overlap.table().application(),
                (name, known) -> known != null && known.revision().equals(revision)
                        ? known
                        : new Told(revision, new HashSet<>()));
        return told.lanes().add(overlap.lane());
    }

    private static GrayEvent.LanesOverlap event(Overlap overlap, List<? extends Invoker<?>> origin) {
        return new GrayEvent.LanesOverlap(
                overlap.table().application(),
                overlap.table().revision(),
                overlap.lane(),
                overlap.instances().stream()
                        .map(position -> InstanceLabels.printable(
                                origin.get(position).getUrl().getAddress()))
                        .toList(),
                overlap.effect().meaning());
    }
}
