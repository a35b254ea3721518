package io.github.dubbogray.router.event;

import io.github.dubbogray.core.health.watch.HealthEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a log line of an event may be found by. */
final class EventFields {

    private final Map<String, String> fields = new LinkedHashMap<>();

    private EventFields(String event, String application) {
        fields.put("gray.event", event);
        fields.put("gray.application", application);
    }

    static EventFields of(String event, String application) {
        return new EventFields(event, application);
    }

    static EventFields of(String application, HealthEvent news) {
        EventFields fields = of(name(news), application).lane(news.lane());
        return news instanceof HealthEvent.OfInstance one ? fields.instance(one.instance()) : fields;
    }

    /** Makes words of the type's name: {@code lane-tripped}. */
    private static String name(HealthEvent news) {
        return news.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(java.util.Locale.ROOT);
    }

    EventFields revision(String revision) {
        fields.put("gray.revision", revision);
        return this;
    }

    EventFields lane(String lane) {
        fields.put("gray.lane", lane);
        return this;
    }

    EventFields instance(String address) {
        fields.put("gray.instance", address);
        return this;
    }

    Map<String, String> map() {
        return Collections.unmodifiableMap(fields);
    }
}
