package io.github.dubbogray.router.health.probe;

import io.github.dubbogray.core.health.ProbingRules;
import java.time.Duration;
import java.util.List;
import org.apache.dubbo.rpc.Invoker;

/** A question that an instance is asked once; begun, looked at and ended by one thread, which never waits for the answer. */
sealed interface Probe permits EchoProbe, TcpProbe {

    /**
     * Asks an instance.
     *
     * @param invokers reach the instance
     * @param limit after which no answer is expected any more
     */
    static Probe begin(ProbingRules.By by, List<Invoker<?>> invokers, Duration limit) {
        return switch (by) {
            case ECHO -> EchoProbe.begin(invokers, limit);
            case TCP -> TcpProbe.begin(invokers.get(0).getUrl());
        };
    }

    /** Returns what came of it so far. */
    Answer answer();

    /** Lets go of what it holds; to be done once for each, and nothing is asked of it afterwards. */
    void end();
}
