package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.router.event.InOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Says in the log when the registry's weight of an instance of one service changes, once for each change: an operator's edit,
 * and an edit that a registry has lost. Not safe for several threads.
 */
final class WeightEdits {

    private static final Logger LOG = LoggerFactory.getLogger(WeightEdits.class);

    /** How many weights are remembered of instances that are not listed now. */
    private static final int MOST = 10_000;

    private final String service;
    private final InOrder told;

    /** The weights other than 1, also of instances that are not listed just now: a registry that restarts lists nobody at first. */
    private final Map<String, Double> edited = new LinkedHashMap<>();

    /**
     * Knows of no edit yet.
     *
     * @param told tells, outside of whatever lock a list is taken over under
     */
    WeightEdits(String service, InOrder told) {
        this.service = service;
        this.told = told;
    }

    /**
     * Takes over a list.
     *
     * @param isKnown whether an address was listed in the list before
     */
    void take(Collection<RegisteredInstance> list, Predicate<String> isKnown) {
        for (RegisteredInstance instance : list) {
            String address = instance.address();
            OptionalDouble before = weightOf(address, isKnown);
            if (before.isPresent() && before.getAsDouble() != instance.weight()) {
                String edit = "The registry's weight of " + Quoted.of(address) + " in " + service + " is "
                        + instance.weight() + ", was " + before.getAsDouble();
                told.add(() -> LOG.info(edit));
            }
            note(address, instance.weight());
        }
    }

    private OptionalDouble weightOf(String address, Predicate<String> isKnown) {
        Double other = edited.get(address);
        if (other != null) {
            return OptionalDouble.of(other);
        }
        return isKnown.test(address) ? OptionalDouble.of(1) : OptionalDouble.empty();
    }

    private void note(String address, double weight) {
        edited.remove(address);
        if (weight != 1) {
            edited.put(address, weight);
        }
        if (edited.size() > MOST) {
            edited.remove(edited.keySet().iterator().next());
        }
    }
}
