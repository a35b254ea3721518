package io.github.dubbogray.filter.context.optional;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.context.ContextCompanion;
import io.github.dubbogray.filter.mishap.Mishap;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has the tag in the baggage of OpenTelemetry's current context, so that whatever OpenTelemetry instruments carries it: HTTP,
 * gRPC, messages. The other entries stay. Loaded only where OpenTelemetry is there.
 */
final class TagInBaggage implements ContextCompanion {

    private static final Logger LOG = LoggerFactory.getLogger(TagInBaggage.class);

    private final AtomicBoolean logged = new AtomicBoolean();

    @Override
    public @Nullable Undo entered(@Nullable Tag tag) {
        try {
            Baggage now = Baggage.current();
            String there = now.getEntryValue(Tag.KEY);
            if (tag == null) {
                return there == null ? null : enter(now.toBuilder().remove(Tag.KEY));
            }
            return tag.text().equals(there) ? null : enter(now.toBuilder().put(Tag.KEY, tag.text()));
        } catch (Throwable broken) { // the storage of contexts is the application's choice
            if (logged.compareAndSet(false, true)) {
                Mishap.log(LOG, "OpenTelemetry's baggage does not have the tags of calls; logged once.", broken);
            }
            return null;
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the scope of the context closes it
    private static Undo enter(BaggageBuilder baggage) {
        Context before = Context.current();
        Scope scope = before.with(baggage.build()).makeCurrent();
        return () -> {
            scope.close();
            restore(before);
        };
    }

    /**
     * OpenTelemetry closes nothing while a later scope is open, be it forgotten or closed after ours, as context propagation
     * does. The tag must not stay on the thread for that.
     */
    @SuppressWarnings("MustBeClosedChecker") // what it would put back is what must not come back
    private static void restore(Context before) {
        if (Context.current() != before) {
            before.makeCurrent();
        }
    }
}
