package io.github.dubbogray.core.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request made of constants. */
public record FakeRequest(Map<String, String> attachments, String method, String service, String application)
        implements Request {

    /** A request without attachments: {@code Greeter.greet} of demo-consumer. */
    public static final FakeRequest PLAIN =
            new FakeRequest(Map.of(), "greet", "io.github.dubbogray.demo.Greeter", "demo-consumer");

    public FakeRequest {
        attachments = Map.copyOf(attachments);
    }

    /** Returns {@link #PLAIN} with one attachment. */
    public static FakeRequest with(String key, String value) {
        return with(Map.of(key, value));
    }

    /** Returns {@link #PLAIN} with attachments. */
    public static FakeRequest with(Map<String, String> attachments) {
        return new FakeRequest(attachments, PLAIN.method, PLAIN.service, PLAIN.application);
    }

    @Override
    public @Nullable String attachment(String key) {
        return attachments.get(key);
    }
}
