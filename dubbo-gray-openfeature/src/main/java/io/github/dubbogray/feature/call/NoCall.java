package io.github.dubbogray.feature.call;

import io.github.dubbogray.core.rule.Request;
import org.jspecify.annotations.Nullable;

/** A request that has nothing: a thread without a call. */
enum NoCall implements Request {
    INSTANCE;

    @Override
    public @Nullable String attachment(String key) {
        return null;
    }

    @Override
    public String method() {
        return "";
    }

    @Override
    public String service() {
        return "";
    }

    @Override
    public String application() {
        return "";
    }
}
