package io.github.dubbogray.observability.log;

import io.github.dubbogray.observability.DeployHook;
import io.github.dubbogray.router.event.GrayEvents;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Has what is logged of a change say what it is about, in SLF4J's mapped diagnostic context: {@code gray.event}, {@code
 * gray.application}, {@code gray.revision}, {@code gray.lane}, {@code gray.instance}. From the start of an application on.
 */
@Activate
public final class EventFieldsBinding extends DeployHook {

    /** For Dubbo's extension loader. */
    public EventFieldsBinding() {}

    @Override
    public void onInitialize(ApplicationModel application) {
        if (MdcCarrier.isPresent()) {
            GrayEvents.logWithin(event -> Fields.enter(event.fields()));
        }
    }
}
