package io.github.dubbogray.openfeature;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.Value;
import io.github.dubbogray.core.feature.SwitchValue;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.feature.call.AroundCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation context around the call that the thread serves: attribute K counts as {@code attachment.K} and goes before
 * the call's own, the targeting key as {@code attachment.targetingKey}. What has no text, as a list, is absent.
 */
record ContextRequest(EvaluationContext context, Request around) implements AroundCall {

    private static final String TARGETING_KEY = "targetingKey";

    static Request of(@Nullable EvaluationContext context, Request call) {
        return context == null || context.isEmpty() ? call : new ContextRequest(context, call);
    }

    @Override
    public @Nullable String attachment(String key) {
        if (key.equals(TARGETING_KEY)) {
            String subject = context.getTargetingKey();
            return subject != null ? subject : around.attachment(key);
        }
        Value value = context.getValue(key);
        return value == null || value.isNull() ? around.attachment(key) : text(value);
    }

    private static @Nullable String text(Value value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.isBoolean()) {
            return String.valueOf(value.asBoolean());
        }
        if (value.isNumber()) {
            return number(value.asObject());
        }
        if (value.isInstant()) {
            Instant instant = value.asInstant();
            return String.valueOf(instant);
        }
        return null;
    }

    private static @Nullable String number(@Nullable Object number) {
        if (number instanceof Double decimal) {
            return Double.isFinite(decimal) ? new SwitchValue.Decimal(decimal).toJson() : null;
        }
        return String.valueOf(number);
    }
}
