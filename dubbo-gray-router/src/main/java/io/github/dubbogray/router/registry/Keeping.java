package io.github.dubbogray.router.registry;

import java.util.function.BooleanSupplier;
import org.apache.dubbo.common.URL;

/** Which instances are kept although a registry does not list them. */
public interface Keeping {

    /**
     * Returns whether an instance that Dubbo is told of no more may be about to be back: it was known when the registry's
     * connection was lost, and not so long ago that nobody waits for it any more.
     */
    boolean isKept(URL instance);

    /**
     * Asks every second, on a thread of its own, until the answer is false.
     *
     * @param whose in place of what it gave before
     * @param keeper looks after what is kept, and says whether there is more to keep
     */
    void whileKept(Object whose, BooleanSupplier keeper);
}
