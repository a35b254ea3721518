package io.github.dubbogray.core.placement;

import java.util.BitSet;
import java.util.List;

/** What of an application counts as able to serve. */
@SuppressWarnings("ImmutableEnumChecker") // its fields are method references, which have no state
enum Sight {
    /** Healthy candidates that have a connection. */
    HEALTHY(Choice::healthy, Presence::isReachable),

    /** Candidates that have a connection, unhealthy ones among them. */
    REACHABLE(Choice::able, Presence::isReachable),

    /** All candidates. */
    LISTED(Choice::able, Presence::isListed);

    /** From the strictest to the most lenient; the first that finds a tier with capacity counts. */
    static final List<Sight> IN_ORDER = List.of(values());

    private final Look look;
    private final Condition condition;

    Sight(Look look, Condition condition) {
        this.look = look;
        this.condition = condition;
    }

    /** Which part of a tier is looked at. */
    private interface Look {
        <S> Choice.Part<S> at(Choice<S> choice);
    }

    /** What an instance of that part must be. */
    private interface Condition {
        boolean holds(Presence presence, int instance);
    }

    /** Returns the part of a tier that this looks at. */
    <S> Choice.Part<S> of(Choice<S> choice) {
        return look.at(choice);
    }

    /** Returns whether an instance counts. */
    boolean shows(Presence presence, int instance) {
        return condition.holds(presence, instance);
    }

    boolean hasCapacity(Choice<?> choice, Presence presence) {
        BitSet members = of(choice).members();
        int missing = choice.required();
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            if (shows(presence, i) && --missing == 0) {
                return true;
            }
        }
        return false;
    }
}
