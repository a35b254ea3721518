package io.github.dubbogray.router.feature;

import java.util.ArrayList;
import java.util.List;
import org.apache.dubbo.common.resource.Disposable;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * The switches that are followed for one application. Who follows them adds them here; the application's end is theirs too.
 * One for each {@link ApplicationModel} in which somebody does.
 */
public final class OpenSwitches implements Disposable {

    /** Guarded by this; in the order in which they were opened. */
    private final List<FollowedSwitches> open = new ArrayList<>();

    /** Guarded by this. */
    private boolean isEnded;

    /** For Dubbo's bean factory; use {@link #of}. */
    public OpenSwitches() {}

    /** Returns those of an application, to add to them. */
    public static OpenSwitches of(ApplicationModel application) {
        return application.getBeanFactory().getOrRegisterBean(OpenSwitches.class);
    }

    /** Returns what is followed for an application now. Asking begins nothing. */
    public static List<FollowedSwitches> in(ApplicationModel application) {
        OpenSwitches known = application.getBeanFactory().getBean(OpenSwitches.class);
        return known == null ? List.of() : known.all();
    }

    private synchronized List<FollowedSwitches> all() {
        return List.copyOf(open);
    }

    /** Adds some that are followed from now on; where the application has ended meanwhile, so have they. */
    public void add(FollowedSwitches switches) {
        if (!isKept(switches)) {
            switches.close();
        }
    }

    private synchronized boolean isKept(FollowedSwitches switches) {
        return !isEnded && open.add(switches);
    }

    /** Removes some that are followed no more. */
    public synchronized void remove(FollowedSwitches switches) {
        open.remove(switches);
    }

    @Override
    public void destroy() {
        taken().forEach(FollowedSwitches::close);
    }

    private synchronized List<FollowedSwitches> taken() {
        isEnded = true;
        List<FollowedSwitches> left = List.copyOf(open);
        open.clear();
        return left;
    }
}
