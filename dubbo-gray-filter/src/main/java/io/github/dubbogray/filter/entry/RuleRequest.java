package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entering request as rules see it. It has no attachments and no arguments; the labels are the entry's own.
 *
 * @param labels this instance's
 * @param meters counts what conditions meet
 */
record RuleRequest(EntryRequest request, Labels labels, Meters meters) implements Request {

    @Override
    public void foundTooLong(Source source) {
        meters.count(Meter.VALUES_TOO_LONG);
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
