package io.github.dubbogray.router.route;

import io.github.dubbogray.core.placement.Overlap;
import io.github.dubbogray.router.event.DataId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.Invoker;

/**
 * Tells of instances that are in stable by their labels and in a gray lane by others: once for each revision of a document
 * and each lane, however often snapshots are made and for however many references. Used under its owner's lock.
 */
final class ToldOverlaps {

    private static final Logger LOG = LoggerFactory.getLogger(ToldOverlaps.class);
    private static final int NAMED = 3;

    private final Map<String, Told> byApplication = new HashMap<>();

    /** The lanes of a revision that were told of. */
    private record Told(String revision, Set<String> lanes) {}

    /**
     * Tells what was not told before.
     *
     * @param origin the instances that an overlap's positions mean
     */
    void tell(List<Overlap> overlaps, List<? extends Invoker<?>> origin) {
        for (Overlap overlap : overlaps) {
            if (isNew(overlap)) {
                LOG.warn(sentence(overlap, origin));
            }
        }
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

    private static String sentence(Overlap overlap, List<? extends Invoker<?>> origin) {
        List<Integer> instances = overlap.instances();
        String named = instances.stream()
                .limit(NAMED)
                .map(position -> origin.get(position).getUrl().getAddress())
                .collect(Collectors.joining(", "));
        return "Document " + DataId.of(overlap.table().application()) + " revision "
                + overlap.table().revision() + ": " + instances.size()
                + " instance(s) are in stable by their labels and in lane " + overlap.lane() + " (" + named
                + (instances.size() > NAMED ? ", …" : "") + "); "
                + overlap.effect().meaning();
    }
}
