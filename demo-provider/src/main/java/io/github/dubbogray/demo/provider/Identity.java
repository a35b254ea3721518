package io.github.dubbogray.demo.provider;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What this process says of itself, and of the request it serves. */
@Component
class Identity {

    private final String application;
    private final String instance;
    private final String labels;

    Identity(
            @Value("${dubbo.application.name}") String application,
            @Value("${demo.name}") String name,
            @Value("${dubbo.gray.labels:}") String labels) {
        this.application = application;
        this.instance = name + "@" + ProcessHandle.current().pid();
        this.labels = labels;
    }

    String application() {
        return application;
    }

    String instance() {
        return instance;
    }

    String labels() {
        return labels;
    }

    /** Returns the tag of the current request; empty if it has none. */
    static String tag() {
        return GrayContext.tag().map(Tag::text).orElse("");
    }
}
