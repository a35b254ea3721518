package io.github.dubbogray.router.health.probe;

import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import java.util.List;
import java.util.function.Supplier;
import org.apache.dubbo.rpc.Invoker;

/**
 * An instance as a member of a lane whose instances are probed.
 *
 * @param address host and port
 * @param invokers gives what reaches the instance now, one for each list of a reference that has it; nobody, where it is gone
 * @param rules those of the lane
 * @param watch is told whether the instance answers
 */
public record Target(String address, Supplier<List<Invoker<?>>> invokers, ProbingRules rules, InstanceWatch watch) {}
