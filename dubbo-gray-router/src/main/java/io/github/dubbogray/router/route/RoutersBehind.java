package io.github.dubbogray.router.route;

import io.github.dubbogray.router.call.Placements;
import java.util.List;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.RouterSnapshotNode;
import org.apache.dubbo.rpc.cluster.router.state.AbstractStateRouter;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.apache.dubbo.rpc.cluster.router.tag.TagStateRouter;
import org.jspecify.annotations.Nullable;

/** The routers that Dubbo asks after ours: its own for tags, conditions and scripts, and the host's. */
@FunctionalInterface
interface RoutersBehind<T> {

    /** Names Dubbo's tag router, and the way out. */
    String TAG_ROUTER = "Dubbo's tag router (which dubbo.consumer.router=-tag switches off)";

    /** Longer than any chain; chains share routers and might come to be a ring. */
    int FAR = 64;

    /** Returns what they leave of a list, which they go on to change. */
    BitList<Invoker<T>> ask(BitList<Invoker<T>> chosen);

    /** Returns whether Dubbo's tag router is among them. */
    static boolean haveTagRouter(@Nullable StateRouter<?> first) {
        StateRouter<?> router = first;
        for (int i = 0; i < FAR && router instanceof AbstractStateRouter<?> known; i++) {
            if (known instanceof TagStateRouter) {
                return true;
            }
            router = known.getNextRouter();
        }
        return false;
    }

    /**
     * Names the one that took the last instance away, as Dubbo's protocol of a call shows it.
     *
     * @param ours the protocol's node of our own router, which has one further node for each time the others were asked
     */
    static <T> String whoLeftNone(RouterSnapshotNode<T> ours) {
        List<RouterSnapshotNode<T>> asked = ours.getNextNode();
        while (!asked.isEmpty()) {
            RouterSnapshotNode<T> router = asked.get(asked.size() - 1);
            if (router.getNodeOutputSize() == 0) {
                return describe(router.getName());
            }
            asked = router.getNextNode();
        }
        return Placements.SOMEBODY;
    }

    private static String describe(String name) {
        return name.equals(TagStateRouter.class.getSimpleName()) ? TAG_ROUTER : name + ", a router behind dubbo-gray's";
    }

    /**
     * Returns an answer as a list over the same origin as the question; Dubbo's own routers give no other, but a host's may
     * give the empty list that all of Dubbo shares, whose positions mean nothing.
     */
    @SuppressWarnings("ReferenceEquality") // positions mean something for one origin only
    static <T> BitList<Invoker<T>> answerOver(BitList<Invoker<T>> asked, BitList<Invoker<T>> answer) {
        if (answer == asked || answer.getOriginList() == asked.getOriginList()) {
            return answer;
        }
        BitList<Invoker<T>> left = new BitList<>(asked.getOriginList(), true);
        answer.forEach(left::add);
        return left;
    }
}
