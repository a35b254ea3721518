package io.github.dubbogray.feature.call;

import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import org.jspecify.annotations.Nullable;

/** A request that is another in all but its attachments. */
public interface AroundCall extends Request {

    /** Returns the other. */
    Request around();

    @Override
    default String method() {
        return around().method();
    }

    @Override
    default String service() {
        return around().service();
    }

    @Override
    default String application() {
        return around().application();
    }

    @Override
    default @Nullable Object argument(int position) {
        return around().argument(position);
    }

    @Override
    default @Nullable String textIn(Source.Argument source) {
        return around().textIn(source);
    }

    @Override
    default boolean has(Source.Argument source) {
        return around().has(source);
    }

    @Override
    default @Nullable String callerAddress() {
        return around().callerAddress();
    }

    @Override
    default @Nullable String callerLabel(String key) {
        return around().callerLabel(key);
    }

    @Override
    default @Nullable String baggage(String key) {
        return around().baggage(key);
    }

    @Override
    default @Nullable String header(String name) {
        return around().header(name);
    }

    @Override
    default @Nullable String cookie(String name) {
        return around().cookie(name);
    }

    @Override
    default @Nullable String query(String name) {
        return around().query(name);
    }

    @Override
    default @Nullable String tag() {
        return around().tag();
    }

    @Override
    default @Nullable String lane() {
        return around().lane();
    }

    @Override
    default void foundTooLong(Source source) {
        around().foundTooLong(source);
    }
}
