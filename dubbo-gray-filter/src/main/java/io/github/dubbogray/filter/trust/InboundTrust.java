package io.github.dubbogray.filter.trust;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.router.GrayCounters;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Decides whose tags this application believes; counts those it does not, and logs the first few. */
public final class InboundTrust {

    private static final Logger LOG = LoggerFactory.getLogger(InboundTrust.class);
    private static final int LOGGED = 20;

    private final Trust trust;
    private final GrayCounters counters;
    private final AtomicInteger logged = new AtomicInteger();

    /** Believes those, and has believed nobody yet. */
    public InboundTrust(Trust trust, GrayCounters counters) {
        this.trust = trust;
        this.counters = counters;
    }

    /** Returns whether everyone is believed, so that no claim needs to be made. */
    public boolean isEveryone() {
        return trust instanceof Trust.Everyone;
    }

    /** Returns whether a claim is believed. The tag of one that is not must be dropped: it is counted as that. */
    public boolean believes(Claim claim) {
        String objection = trust.objectionTo(claim);
        if (objection == null) {
            return true;
        }
        counters.untrustedTags().increment();
        if (logged.get() < LOGGED && logged.incrementAndGet() <= LOGGED) {
            LOG.warn("Dropped the tag " + Tag.KEY + " = " + Quoted.of(claim.tag()) + " from " + claim.describeSender()
                    + ": " + objection + ". The request counts as untagged; untrusted tags so far: "
                    + counters.untrustedTags());
        }
        return false;
    }

    /** Says who is believed, for the log. */
    public String describe() {
        return trust.describe();
    }
}
