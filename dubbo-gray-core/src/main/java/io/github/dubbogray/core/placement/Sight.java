package io.github.dubbogray.core.placement;

import java.util.BitSet;
import java.util.List;

/** What of an application counts as able to serve. */
enum Sight {

    /** Healthy candidates that have a connection. */
    HEALTHY {
        @Override
        <S> Choice.Part<S> of(Choice<S> choice) {
            return choice.healthy();
        }

        @Override
        boolean shows(Presence presence, int instance) {
            return presence.isReachable(instance);
        }
    },

    /** Candidates that have a connection, unhealthy ones among them. */
    REACHABLE {
        @Override
        <S> Choice.Part<S> of(Choice<S> choice) {
            return choice.able();
        }

        @Override
        boolean shows(Presence presence, int instance) {
            return presence.isReachable(instance);
        }
    },

    /** All candidates. */
    LISTED {
        @Override
        <S> Choice.Part<S> of(Choice<S> choice) {
            return choice.able();
        }

        @Override
        boolean shows(Presence presence, int instance) {
            return presence.isListed(instance);
        }
    };

    /** From the strictest to the most lenient; the first that finds a tier with capacity counts. */
    static final List<Sight> IN_ORDER = List.of(values());

    /** Returns the part of a tier that this looks at. */
    abstract <S> Choice.Part<S> of(Choice<S> choice);

    /** Returns whether an instance counts. */
    abstract boolean shows(Presence presence, int instance);

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
