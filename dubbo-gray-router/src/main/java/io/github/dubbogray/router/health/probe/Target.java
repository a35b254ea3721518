package io.github.dubbogray.router.health.probe;

import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import java.util.List;
import org.apache.dubbo.rpc.Invoker;

/**
 * An instance as a member of a lane whose instances are probed.
 *
 * @param address host and port
 * @param invokers reach the instance, one for each reference that calls it; at least one
 * @param rules those of the lane
 * @param watch is told whether the instance answers
 */
public record Target(String address, List<Invoker<?>> invokers, ProbingRules rules, InstanceWatch watch) {

    public Target {
        invokers = List.copyOf(invokers);
        if (invokers.isEmpty()) {
            throw new IllegalArgumentException("nobody reaches " + address);
        }
    }
}
