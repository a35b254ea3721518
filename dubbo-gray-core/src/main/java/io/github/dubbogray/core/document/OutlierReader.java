package io.github.dubbogray.core.document;

import static io.github.dubbogray.core.health.OutlierRules.DEFAULT;

import io.github.dubbogray.core.health.Amount;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.Span;
import io.github.dubbogray.core.text.DurationText;
import java.time.Duration;
import java.util.Set;

/** Reads {@code outlier} of a lane. */
final class OutlierReader {

    private static final String EJECT_FOR = "ejectFor";
    private static final String MAX_EJECT_FOR = "maxEjectFor";
    private static final Set<String> KEYS = Set.of(
            "consecutiveFailures",
            "failurePercent",
            "failurePointsAboveOthers",
            "minCalls",
            "window",
            EJECT_FOR,
            MAX_EJECT_FOR,
            "maxEjectedPercent");

    private OutlierReader() {}

    static OutlierRules read(Fields outlier) {
        SettingsReader settings = SettingsReader.of(outlier, KEYS);
        Duration ejectFor = settings.duration(EJECT_FOR, Span.OUT, DEFAULT.ejectFor());
        return new OutlierRules(
                settings.amount("consecutiveFailures", Amount.IN_A_ROW, DEFAULT.consecutiveFailures()),
                settings.amount("failurePercent", Amount.PERCENT, DEFAULT.failurePercent()),
                settings.amount("failurePointsAboveOthers", Amount.PERCENT, DEFAULT.failurePointsAboveOthers()),
                settings.amount("minCalls", Amount.CALLS, DEFAULT.minCalls()),
                settings.duration("window", Span.WINDOW, DEFAULT.window()),
                ejectFor,
                maxEjectFor(settings, ejectFor),
                settings.amount("maxEjectedPercent", Amount.PERCENT, DEFAULT.maxEjectedPercent()));
    }

    /** Without the key, a first ejection that is longer than the default is the longest. */
    private static Duration maxEjectFor(SettingsReader settings, Duration ejectFor) {
        Duration preset = longer(DEFAULT.maxEjectFor(), ejectFor);
        Duration read = settings.duration(MAX_EJECT_FOR, Span.OUT, preset);
        if (read.compareTo(ejectFor) < 0) {
            settings.section()
                    .optional(MAX_EJECT_FOR)
                    .ifPresent(field -> field.wrong(
                            ProblemKind.MAX_EJECT_FOR,
                            "is " + DurationText.of(read) + ", less than ejectFor, which is "
                                    + DurationText.of(ejectFor)));
        }
        return longer(read, ejectFor);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
