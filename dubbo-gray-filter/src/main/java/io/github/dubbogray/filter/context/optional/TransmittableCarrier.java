package io.github.dubbogray.filter.context.optional;

import io.github.dubbogray.filter.context.OptionalCarrier;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Carries tags by TransmittableThreadLocal, whose classes are linked only where it is there. */
public final class TransmittableCarrier implements OptionalCarrier {

    private static final Logger LOG = LoggerFactory.getLogger(TransmittableCarrier.class);
    private static final String TRANSMITTEE = "com.alibaba.ttl.TransmittableThreadLocal$Transmitter$Transmittee";

    /** For the service loader. */
    public TransmittableCarrier() {}

    @Override
    public void begin() {
        try {
            Class.forName(TRANSMITTEE, false, TransmittableCarrier.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            LOG.debug("no TransmittableThreadLocal to carry tags with");
            return;
        }
        TtlCarrier.begin();
    }
}
