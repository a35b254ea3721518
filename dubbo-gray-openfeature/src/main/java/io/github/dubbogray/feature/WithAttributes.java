package io.github.dubbogray.feature;

import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.feature.call.AroundCall;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of which more is known: the attributes count as attachments, and go before its own. */
record WithAttributes(Map<String, String> attributes, Request around) implements AroundCall {

    @Override
    public @Nullable String attachment(String key) {
        String own = attributes.get(key);
        return own != null ? own : around.attachment(key);
    }
}
