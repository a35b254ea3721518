package io.github.dubbogray.router.health;

import io.github.dubbogray.core.placement.Instance;
import org.apache.dubbo.rpc.Invoker;

/**
 * An instance that calls may go to.
 *
 * @param address host and port, by which health knows it, whichever reference calls it
 * @param invoker by which its reference calls it; Dubbo keeps the invokers of instances that stay
 */
public record Member(String address, Instance instance, Invoker<?> invoker) {}
