package io.github.dubbogray.filter;

import io.github.dubbogray.router.call.TraceBaggage;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Carriers that work with a library which may be absent; its classes are linked only where it is there. */
final class OptionalCarriers {

    private static final Logger LOG = LoggerFactory.getLogger(OptionalCarriers.class);
    private static final String TRANSMITTEE = "com.alibaba.ttl.TransmittableThreadLocal$Transmitter$Transmittee";

    private OptionalCarriers() {}

    /** Begins those whose library is there. */
    static void begin() {
        if (TraceBaggage.isPresent()) {
            Companions.add(new TagInBaggage());
        }
        try {
            Class.forName(TRANSMITTEE, false, OptionalCarriers.class.getClassLoader());
            TtlCarrier.begin();
        } catch (ClassNotFoundException absent) {
            LOG.debug("no TransmittableThreadLocal to carry tags with");
        } catch (Throwable bug) { // the context itself must work whatever the library's version
            Mishap.log(LOG, "TransmittableThreadLocal does not carry tags", bug);
        }
    }
}
