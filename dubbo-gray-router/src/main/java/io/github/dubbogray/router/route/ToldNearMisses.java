package io.github.dubbogray.router.route;

import io.github.dubbogray.core.news.Once;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.NearMiss;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.label.InstanceLabels;
import java.util.List;
import org.apache.dubbo.rpc.Invoker;

/** Knows which labels that only letter case keeps from being wanted ones to tell of: once for each instance and label. */
final class ToldNearMisses {

    /** More are left untold, so that a registry full of them fills neither memory nor log. */
    private static final int MOST = 1_000;

    private final Once<GrayEvent.LabelMissed> told = Once.upTo(MOST);

    /**
     * Returns what was not told before. Nothing is looked for where no more is told.
     *
     * @param origin the instances that the fleet's positions mean
     */
    List<GrayEvent> news(Fleet<?> fleet, List<? extends Invoker<?>> origin) {
        return told.isFull() ? List.of() : news(fleet.nearMisses(MOST), origin);
    }

    private List<GrayEvent> news(List<NearMiss> misses, List<? extends Invoker<?>> origin) {
        return misses.stream()
                .flatMap(miss -> miss.instances().stream().map(position -> event(miss, origin.get(position))))
                .filter(told::isNews)
                .<GrayEvent>map(event -> event)
                .toList();
    }

    private static GrayEvent.LabelMissed event(NearMiss miss, Invoker<?> instance) {
        return new GrayEvent.LabelMissed(
                miss.table().application(),
                InstanceLabels.printable(instance.getUrl().getAddress()),
                miss.label(),
                miss.wanted());
    }
}
