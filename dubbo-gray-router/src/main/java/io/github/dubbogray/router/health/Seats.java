package io.github.dubbogray.router.health;

import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.placement.Standing;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.dubbo.rpc.Invoker;

/**
 * The instances of one application that some holder calls, each with everybody who does. What an instance is, the last holder
 * says that took it over. A list costs as much as it is long, however many holders there are. Used under its owner's lock.
 */
final class Seats {

    private final Map<Object, List<Member>> byHolder = new HashMap<>();
    private final Map<String, Seat> byAddress = new LinkedHashMap<>();

    /** One instance. Any thread may ask who calls it. */
    static final class Seat {

        private final Map<Object, Member> members = new ConcurrentHashMap<>();
        private volatile Instance instance;

        private Seat(Instance instance) {
            this.instance = instance;
        }

        Instance instance() {
            return instance;
        }

        /** Returns whether it could serve: the registry calls it healthy, and somebody is connected to it. */
        boolean isPresent() {
            if (instance.standing() != Standing.SERVING) {
                return false;
            }
            for (Member member : members.values()) {
                if (member.invoker().isAvailable()) {
                    return true;
                }
            }
            return false;
        }

        /** Returns by whom it is called now; there may be nobody any more. */
        List<Invoker<?>> invokers() {
            return members.values().stream().<Invoker<?>>map(Member::invoker).toList();
        }
    }

    /** Returns whether nobody calls anybody. */
    boolean isEmpty() {
        return byHolder.isEmpty();
    }

    /** Returns the instances by address, in the order in which they came. */
    Stream<Map.Entry<String, Seat>> stream() {
        return byAddress.entrySet().stream();
    }

    /** Takes over the instances of a holder; returns whether there are others than before, or one is something else now. */
    boolean take(Object holder, List<Member> members) {
        List<Member> before = byHolder.put(holder, members);
        if (members.equals(before)) {
            return false;
        }
        boolean isChanged = false;
        for (Member member : members) {
            Seat seat = byAddress.get(member.address());
            if (seat == null) {
                seat = new Seat(member.instance());
                byAddress.put(member.address(), seat);
                isChanged = true;
            } else if (!seat.instance.equals(member.instance())) {
                seat.instance = member.instance();
                isChanged = true;
            }
            seat.members.put(holder, member);
        }
        return before == null ? isChanged : leave(holder, before, members) || isChanged;
    }

    /** Lets go of the instances of a holder; returns whether some are gone with it. */
    boolean forget(Object holder) {
        List<Member> before = byHolder.remove(holder);
        return before != null && leave(holder, before, List.of());
    }

    private boolean leave(Object holder, List<Member> before, Collection<Member> after) {
        Set<String> stay = new HashSet<>();
        after.forEach(member -> stay.add(member.address()));
        boolean isChanged = false;
        for (Member member : before) {
            Seat seat = stay.contains(member.address()) ? null : byAddress.get(member.address());
            if (seat != null) {
                seat.members.remove(holder);
                isChanged |= seat.members.isEmpty() && byAddress.remove(member.address()) != null;
            }
        }
        return isChanged;
    }
}
