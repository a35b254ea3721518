package io.github.dubbogray.filter.context.optional;

import com.alibaba.ttl.TransmittableThreadLocal.Transmitter;
import com.alibaba.ttl.TransmittableThreadLocal.Transmitter.Transmittee;
import io.github.dubbogray.filter.context.Carried;
import io.github.dubbogray.filter.context.RequestScope;

/** Lets whatever TransmittableThreadLocal wraps, or its agent instruments, run with the context of the moment of capture. */
final class TtlCarrier implements Transmittee<Carried, RequestScope> {

    private TtlCarrier() {}

    static void begin() {
        Transmitter.registerTransmittee(new TtlCarrier());
    }

    @Override
    public Carried capture() {
        return Carried.now();
    }

    @Override
    public RequestScope replay(Carried captured) {
        return captured.enter();
    }

    @Override
    public RequestScope clear() {
        return RequestScope.enter(null);
    }

    @Override
    public void restore(RequestScope entered) {
        entered.close();
    }
}
