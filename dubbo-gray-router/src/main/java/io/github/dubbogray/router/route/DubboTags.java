package io.github.dubbogray.router.route;

import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.router.label.InstanceLabels;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.jspecify.annotations.Nullable;

/**
 * Dubbo's own tags, {@code dubbo.tag}, as its tag router reads them. Whatever rules that one has, it takes every instance
 * that carries a tag away from a call that carries none; of other calls it alone knows.
 */
final class DubboTags {

    /** What is said of those that carry a tag. */
    private static final List<Placement.Taken> TAKEN =
            List.of(new Placement.Taken("the instances that carry dubbo.tag", RoutersBehind.TAG_ROUTER));

    private static final int NAMED = 10;

    private DubboTags() {}

    /**
     * Returns the tag an instance carries, or null if it carries none. Of one that is found by application, Dubbo tells only
     * together with the service that is called, which it knows by itself during a call alone.
     */
    static @Nullable String of(Invoker<?> instance, URL consumer) {
        String tag = instance.getUrl().getServiceParameter(consumer.getProtocolServiceKey(), CommonConstants.TAG_KEY);
        return tag == null || tag.isEmpty() ? null : tag;
    }

    /** Returns whether a call carries a tag, of its own or of the reference. */
    static boolean isOn(Invocation call, URL consumer) {
        return isTag(call.getAttachment(CommonConstants.TAG_KEY))
                || isTag(consumer.getParameter(CommonConstants.TAG_KEY));
    }

    /** Returns the instances that carry none; the list itself if that is all of them. */
    static <T> BitList<Invoker<T>> without(BitList<Invoker<T>> everything, URL consumer) {
        List<Invoker<T>> origin = everything.getOriginList();
        BitSet untagged = new BitSet(origin.size());
        for (int position = 0; position < origin.size(); position++) {
            untagged.set(position, of(origin.get(position), consumer) == null);
        }
        return untagged.cardinality() == origin.size() ? everything : new BitList<>(origin, untagged, null);
    }

    /** Returns what was taken away before, and that those that carry a tag are. */
    static List<Placement.Taken> takenAnd(List<Placement.Taken> before) {
        return before.isEmpty()
                ? TAKEN
                : Stream.concat(TAKEN.stream(), before.stream()).toList();
    }

    /** Says which instances carry a tag, one text for each application that provides such. */
    static <T> List<String> describe(List<Invoker<T>> origin, URL consumer) {
        return origin.stream()
                .filter(instance -> of(instance, consumer) != null)
                .collect(Collectors.groupingBy(
                        instance -> InstanceLabels.applicationOf(instance.getUrl()), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(tagged -> warning(tagged.getKey(), tagged.getValue(), consumer))
                .toList();
    }

    private static <T> String warning(String application, List<Invoker<T>> tagged, URL consumer) {
        String named = tagged.stream()
                .map(instance -> InstanceLabels.printable(instance.getUrl().getAddress()) + " (dubbo.tag="
                        + Quoted.bare(String.valueOf(of(instance, consumer))) + ")")
                .sorted()
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        return "Instances of " + application + " carry a tag of Dubbo's own: " + named
                + (tagged.size() > NAMED ? " and " + (tagged.size() - NAMED) + " more" : "")
                + ". Dubbo's tag router takes them away from calls without that tag, so that for these they count as"
                + " absent, whatever lane they are in. Set dubbo.consumer.router=-tag in this application, or take"
                + " dubbo.tag (dubbo.provider.tag) off the instances.";
    }

    private static boolean isTag(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
