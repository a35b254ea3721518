package io.github.dubbogray.router.health.probe;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.health.watch.LaneWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.rpc.Invoker;

/** An instance that is probed, one of two of a lane, which is out after one probe without an answer. */
record Probed(ApplicationWatch watch, Target target) {

    /** Returns one that is probed at once, and each second. */
    static Probed by(ProbingRules.By by, List<Invoker<?>> invokers) {
        return of(new ProbingRules(by, Duration.ZERO, Duration.ofSeconds(1), 1), invokers);
    }

    static Probed of(ProbingRules rules, List<Invoker<?>> invokers) {
        String address = invokers.get(0).getUrl().getAddress();
        ApplicationWatch watch =
                ApplicationWatch.none("shop").under(Map.of("canary", new LaneHealth(null, null, rules)), 0);
        LaneWatch lane = watch.lane("canary").orElseThrow();
        lane.hold(List.of(address, "another"), 0);
        InstanceWatch instance = lane.instance(address).orElseThrow();
        return new Probed(watch, new Target(address, () -> invokers, rules, instance));
    }

    /** Returns whether the instance is out by what was told of it until now. */
    boolean isOut() {
        watch.evaluate(0);
        return target.watch().isOut();
    }
}
