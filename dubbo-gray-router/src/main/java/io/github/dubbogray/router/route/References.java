package io.github.dubbogray.router.route;

import io.github.dubbogray.router.GrayApplication;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.dubbo.common.resource.Disposable;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * What the references of an application share: the snapshots of their instances, and what is tried again later. One for each
 * {@link ApplicationModel}, and ended with it.
 */
final class References implements Disposable {

    private final Snapshots snapshots;
    private final Retries retries;

    /** Guarded by itself; weak, so that nobody need take out one that is stopped. */
    private final Set<GrayRouter<?>> routers = Collections.newSetFromMap(new WeakHashMap<>());

    private References(GrayApplication gray) {
        this.retries = new Retries(gray.surroundings());
        this.snapshots = new Snapshots(
                new Snapshot.Sources(
                        gray.labels(),
                        gray.documents()::table,
                        gray.live()::instancesOf,
                        gray::registrationOf,
                        gray.watches(),
                        new Counting(gray.meters(), gray.gauges())),
                gray.events()::putOff);
        gray.gauges().add(snapshots::gauges);
    }

    /** Returns those of an application that has some, else null. */
    static @Nullable References known(ApplicationModel application) {
        return application.getBeanFactory().getBean(References.class);
    }

    /** Takes note of a router; nobody need take one back. */
    void add(GrayRouter<?> router) {
        synchronized (routers) {
            routers.add(router);
        }
    }

    /** Returns the routers that are not stopped. */
    List<GrayRouter<?>> routers() {
        synchronized (routers) {
            return routers.stream().filter(router -> !router.isStopped()).toList();
        }
    }

    /** Returns those of an application. */
    static References of(ApplicationModel application, GrayApplication gray) {
        return application.getBeanFactory().getOrRegisterBean(References.class, type -> new References(gray));
    }

    Snapshots snapshots() {
        return snapshots;
    }

    Retries retries() {
        return retries;
    }

    @Override
    public void destroy() {
        retries.close();
    }
}
