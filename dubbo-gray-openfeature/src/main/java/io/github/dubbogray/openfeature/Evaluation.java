package io.github.dubbogray.openfeature;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ProviderEvaluation;
import io.github.dubbogray.core.feature.Answer;
import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.core.feature.Reason;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.core.feature.SwitchValue;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.feature.Standing;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One question of OpenFeature; never throws, whatever it is asked (clause S1).
 *
 * @param switches null where the provider is not initialized
 * @param notes what goes with answers
 */
record Evaluation(
        @Nullable GraySwitches switches,
        Notes notes,
        @Nullable EvaluationContext context) {

    /**
     * Returns what a switch gives; an error with the caller's own default where it gives nothing that fits.
     *
     * @param reading makes the caller's type of a value; null where the value does not fit
     */
    <T> ProviderEvaluation<T> resolve(
            String key, SwitchType wanted, T otherwise, Function<SwitchValue, @Nullable T> reading) {
        GraySwitches asked = switches;
        if (asked == null) {
            return failed(otherwise, ErrorCode.PROVIDER_NOT_READY, "the provider is not initialized");
        }
        try {
            return resolved(asked, key, wanted, otherwise, reading);
        } catch (RuntimeException | LinkageError bug) { // of this library: the caller goes on (clause S1)
            asked.counts().bug();
            return failed(otherwise, ErrorCode.GENERAL, bug.toString());
        }
    }

    private <T> ProviderEvaluation<T> resolved(
            GraySwitches asked,
            String key,
            SwitchType wanted,
            T otherwise,
            Function<SwitchValue, @Nullable T> reading) {
        boolean isCurrent = asked.standing() instanceof Standing.Current;
        Switches document = asked.now();
        Answer answer = asked.ask(document, key, wanted, ContextRequest.of(context, asked.call()));
        if (answer instanceof Answer.Failed failed) {
            return failed(otherwise, ErrorCode.valueOf(failed.failure().name()), failed.message());
        }
        Answer.Given given = (Answer.Given) answer;
        T value = reading.apply(given.variant().value());
        if (value == null) {
            asked.counts().failed(Failure.TYPE_MISMATCH);
            return failed(
                    otherwise,
                    ErrorCode.TYPE_MISMATCH,
                    "switch '" + key + "' gives " + given.variant().value().describe() + ", which does not fit");
        }
        return ProviderEvaluation.<T>builder()
                .value(value)
                .variant(given.variant().name())
                .reason((isCurrent ? given.reason() : Reason.STALE).name())
                .flagMetadata(notes.of(document, given))
                .build();
    }

    private static <T> ProviderEvaluation<T> failed(T otherwise, ErrorCode code, String message) {
        return ProviderEvaluation.<T>builder()
                .value(otherwise)
                .reason(Reason.ERROR.name())
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
