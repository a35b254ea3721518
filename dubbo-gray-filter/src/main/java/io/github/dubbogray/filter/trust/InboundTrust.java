package io.github.dubbogray.filter.trust;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Decides whose tags this application believes; counts those it does not, and logs the first few. */
public final class InboundTrust {

    private static final Logger LOG = LoggerFactory.getLogger(InboundTrust.class);
    private static final int LOGGED = 20;

    private final Trust trust;
    private final Meters meters;
    private final AtomicInteger logged = new AtomicInteger();

    /** Believes those, and has believed nobody yet. */
    public InboundTrust(Trust trust, Meters meters) {
        this.trust = trust;
        this.meters = meters;
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
        meters.count(Meter.TAGS_UNTRUSTED);
        if (logged.get() < LOGGED && logged.incrementAndGet() <= LOGGED) {
            LOG.warn("Dropped the tag " + Tag.KEY + " = " + Quoted.of(claim.tag()) + " from " + claim.describeSender()
                    + ": " + objection + ". The request counts as untagged; untrusted tags so far: "
                    + meters.value(Meter.TAGS_UNTRUSTED));
        }
        return false;
    }

    /** Says who is believed, for the log. */
    public String describe() {
        return trust.describe();
    }
}
