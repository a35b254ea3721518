package io.github.dubbogray.filter.context;

import io.github.dubbogray.filter.mishap.Mishap;
import java.util.ServiceLoader;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Carries the context by means of a library that may be absent. Found through {@link ServiceLoader}, so that the context
 * knows neither the libraries nor who works with them.
 */
public interface OptionalCarrier {

    /** Begins to carry, if the library is there. Called once, before the first scope begins; may throw anything. */
    void begin();

    /** Begins those there are. One that fails is left out: the context itself must work, whatever a library's version. */
    static void beginAll() {
        Logger log = LoggerFactory.getLogger(OptionalCarrier.class);
        try {
            for (OptionalCarrier carrier :
                    ServiceLoader.load(OptionalCarrier.class, OptionalCarrier.class.getClassLoader())) {
                begin(carrier, log);
            }
        } catch (Throwable unreadable) {
            Mishap.log(log, "Not all optional libraries carry tags", unreadable);
        }
    }

    private static void begin(OptionalCarrier carrier, Logger log) {
        try {
            carrier.begin();
        } catch (Throwable bug) {
            Mishap.log(log, carrier.getClass().getSimpleName() + " does not carry tags", bug);
        }
    }
}
