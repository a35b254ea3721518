package io.github.dubbogray.filter;

import com.alibaba.ttl.TransmittableThreadLocal.Transmitter;
import com.alibaba.ttl.TransmittableThreadLocal.Transmitter.Transmittee;

/** Lets whatever TransmittableThreadLocal wraps, or its agent instruments, run with the context of the moment of capture. */
final class TtlCarrier implements Transmittee<Carried, GrayContext.Scope> {

    private TtlCarrier() {}

    static void begin() {
        Transmitter.registerTransmittee(new TtlCarrier());
    }

    @Override
    public Carried capture() {
        return Carried.now();
    }

    @Override
    public GrayContext.Scope replay(Carried captured) {
        return captured.enter();
    }

    @Override
    public GrayContext.Scope clear() {
        return GrayContext.enter(null);
    }

    @Override
    public void restore(GrayContext.Scope entered) {
        entered.close();
    }
}
