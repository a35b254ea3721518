package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.router.GrayApplication;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * One application of this process, as far as gray release has come in it.
 *
 * @param gray empty where nothing of this library was used yet: asking must not begin it, as Dubbo may not have read all
 *     properties
 */
record Asked(ApplicationModel model, Optional<GrayApplication> gray) {

    static Asked of(ApplicationModel model) {
        return new Asked(model, Optional.ofNullable(model.getBeanFactory().getBean(GrayApplication.class)));
    }

    /** Returns those of a process. Dubbo may have one without a name beside those of the host, which nobody uses. */
    static List<Asked> all(Collection<ApplicationModel> models) {
        return models.stream().map(Asked::of).filter(Asked::isSomebody).toList();
    }

    private boolean isSomebody() {
        return gray.isPresent() || model.tryGetApplicationName() != null;
    }

    /** Returns what is asked, if the library is on. */
    Optional<GrayApplication> active() {
        return gray.filter(GrayApplication::isActive);
    }

    String name() {
        String name = model.tryGetApplicationName();
        return name == null ? "unnamed" : name;
    }

    /** Returns {@code active}, {@code off} or {@code unused}. */
    String state() {
        return gray.isEmpty() ? "unused" : active().isPresent() ? "active" : "off";
    }

    /** Says the name and the state in a line. */
    String headline() {
        String state = state();
        return "application " + name() + ": " + state
                + (state.equals("off") ? ", dubbo.gray.enabled is false or this Dubbo is too old" : "");
    }

    /** Returns an object with the name and the state. */
    JsonObject json() {
        return new JsonObject().put("application", name()).put("state", state());
    }
}
