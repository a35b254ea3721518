package io.github.dubbogray.router.route;

import io.github.dubbogray.core.explain.Explanation;
import io.github.dubbogray.core.explain.Question;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.router.health.Watches;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** What calls of one reference see at this moment, for who only looks. */
public final class RoutedReference {

    private final URL consumer;
    private final List<RoutedInstance> instances;
    private final Fleet<?> fleet;
    private final Presence presence;
    private final Watches watches;
    private final boolean isCurrent;

    /**
     * Sees what a router has.
     *
     * @param instances by their positions in the fleet
     * @param isCurrent whether calls go by what these say
     */
    RoutedReference(
            URL consumer,
            List<RoutedInstance> instances,
            Fleet<?> fleet,
            Presence presence,
            Watches watches,
            boolean isCurrent) {
        this.consumer = consumer;
        this.instances = instances;
        this.fleet = fleet;
        this.presence = presence;
        this.watches = watches;
        this.isCurrent = isCurrent;
    }

    /**
     * Returns those of an application that have instances, in the order of their services. Dubbo keeps several lists for a
     * reference, as of both ways to find an application, or of several registries; each is one here, but for those of the same
     * addresses, which are one.
     */
    public static List<RoutedReference> of(ApplicationModel application) {
        References known = References.known(application);
        if (known == null) {
            return List.of();
        }
        Set<List<Object>> seen = new HashSet<>();
        return known.routers().stream()
                .<RoutedReference>map(GrayRouter::seen)
                .filter(reference -> !reference.instances.isEmpty())
                .sorted(Comparator.comparing(RoutedReference::service)
                        .thenComparing(reference -> -reference.instances.size())
                        .thenComparing(reference -> reference.addresses().toString()))
                .filter(reference -> seen.add(List.of(reference.service(), reference.addresses())))
                .toList();
    }

    /** Returns what is called: the interface, with group and version where it has them, as {@code group/interface:version}. */
    public String service() {
        return consumer.getServiceKey();
    }

    /** Returns the name of the interface that is called. */
    public String serviceInterface() {
        return consumer.getServiceInterface();
    }

    /** Returns the host that rules see as the caller's. */
    public String host() {
        return consumer.getHost();
    }

    /** Returns all instances, those that are out among them. */
    public List<RoutedInstance> instances() {
        return instances;
    }

    /** Returns whether calls go by what {@link #instances} says; false for the moment in which a change is taken over. */
    public boolean isCurrent() {
        return isCurrent;
    }

    /** Explains where a request would go; nothing is counted, and nothing is used up. */
    public Explanation explain(Question question) {
        return Explanation.of(
                fleet,
                question,
                (application, lane) -> watches.wouldAdmit(application, lane, question.request()),
                presence,
                position -> instances.get(position).address());
    }

    private List<String> addresses() {
        return instances.stream().map(RoutedInstance::address).sorted().collect(Collectors.toList());
    }
}
