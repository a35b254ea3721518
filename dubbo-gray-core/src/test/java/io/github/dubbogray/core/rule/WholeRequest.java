package io.github.dubbogray.core.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that has everything: keyed values by their source's spelling, arguments in order. */
public record WholeRequest(Map<String, String> values, List<Object> arguments) implements Request {

    /** A request of these values, as {@code header.X-User} or {@code ip}. */
    public static WholeRequest of(Map<String, String> values, Object... arguments) {
        return new WholeRequest(values, List.of(arguments));
    }

    @Override
    public @Nullable String attachment(String key) {
        return values.get("attachment." + key);
    }

    @Override
    public String method() {
        return values.getOrDefault("method", "greet");
    }

    @Override
    public String service() {
        return values.getOrDefault("service", "Greeter");
    }

    @Override
    public String application() {
        return values.getOrDefault("application", "shop");
    }

    @Override
    public @Nullable Object argument(int position) {
        return position < arguments.size() ? arguments.get(position) : null;
    }

    @Override
    public @Nullable String callerAddress() {
        return values.get("ip");
    }

    @Override
    public @Nullable String callerLabel(String key) {
        return values.get("label." + key);
    }

    @Override
    public @Nullable String baggage(String key) {
        return values.get("baggage." + key);
    }

    @Override
    public @Nullable String header(String name) {
        return values.get("header." + name);
    }

    @Override
    public @Nullable String cookie(String name) {
        return values.get("cookie." + name);
    }

    @Override
    public @Nullable String query(String name) {
        return values.get("query." + name);
    }
}
