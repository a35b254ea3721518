package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * An entering request as rules see it. It has no attachments and no arguments; the labels are the entry's own.
 *
 * @param labels this instance's
 * @param tooLongValues counts the times that a condition meets a value that is longer than its expression looks at
 */
record RuleRequest(EntryRequest request, Labels labels, LongAdder tooLongValues) implements Request {

    @Override
    public void foundTooLong(Source source) {
        tooLongValues.increment();
    }

    @Override
    public @Nullable String attachment(String key) {
        return null;
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String service() {
        return request.path();
    }

    @Override
    public String application() {
        return request.application();
    }

    @Override
    public @Nullable String callerAddress() {
        return Address.canonical(request.remoteAddress());
    }

    @Override
    public @Nullable String callerLabel(String key) {
        return labels.toMap().get(key);
    }

    @Override
    public @Nullable String baggage(String key) {
        return request.baggage(key);
    }

    /** Returns the first value. */
    @Override
    public @Nullable String header(String name) {
        List<String> values = request.headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public @Nullable String cookie(String name) {
        return request.cookie(name);
    }

    @Override
    public @Nullable String query(String name) {
        return request.query(name);
    }
}
