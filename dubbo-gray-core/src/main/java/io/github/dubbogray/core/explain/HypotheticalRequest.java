package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.rule.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody sent.
 *
 * @param values what it has, by source as documents spell it: {@code attachment.user-id}, {@code method}; where a method,
 *     service or application is not said, it is empty
 */
public record HypotheticalRequest(Map<String, String> values) implements Request {

    public HypotheticalRequest {
        values = Map.copyOf(values);
    }

    @Override
    public @Nullable String attachment(String key) {
        return values.get("attachment." + key);
    }

    @Override
    public String method() {
        return values.getOrDefault("method", "");
    }

    @Override
    public String service() {
        return values.getOrDefault("service", "");
    }

    @Override
    public String application() {
        return values.getOrDefault("application", "");
    }
}
