package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.placement.Presence;
import java.util.List;

/** The instances of a scenario as it says they are; that does not change while it runs. */
record StatePresence(List<SimulatedInstance> instances) implements Presence {

    @Override
    public boolean isListed(int instance) {
        return instances.get(instance).state().isListed();
    }

    @Override
    public boolean isReachable(int instance) {
        return instances.get(instance).state().isReachable();
    }
}
