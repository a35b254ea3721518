package io.github.dubbogray.core.release.plan;

import static io.github.dubbogray.core.release.plan.Analysis.DEFAULT;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.SettingsReader;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.health.Amount;
import io.github.dubbogray.core.health.Span;
import io.github.dubbogray.core.text.PercentText;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** Reads {@code analysis} of a plan. */
final class AnalysisReader {

    private static final Set<String> KEYS =
            Set.of("source", "every", "minCalls", "falseAlarm", "errorMargin", "slowerThan", "slowMargin");

    private AnalysisReader() {}

    static Analysis read(Fields analysis) {
        SettingsReader settings = SettingsReader.of(analysis, KEYS);
        return new Analysis(
                analysis.optional("source").flatMap(AnalysisReader::readSource).orElse(DEFAULT.source()),
                settings.duration("every", Span.PERIOD, DEFAULT.every()),
                settings.amount("minCalls", Amount.CALLS, DEFAULT.minCalls()),
                analysis.optional("falseAlarm")
                        .flatMap(AnalysisReader::readFalseAlarm)
                        .orElse(DEFAULT.falseAlarm()),
                analysis.optional("errorMargin")
                        .flatMap(AnalysisReader::readMargin)
                        .orElse(DEFAULT.errorMargin()),
                settings.duration("slowerThan", Span.SLOW, DEFAULT.slowerThan()),
                analysis.optional("slowMargin")
                        .flatMap(AnalysisReader::readMargin)
                        .orElse(DEFAULT.slowMargin()));
    }

    private static Optional<Source> readSource(Field source) {
        if (!(source.item() instanceof YamlItem.Mapping)) {
            return source.as(
                    "consumers, or { prometheus: { url: …, queries: […] } }",
                    text -> text.equals("consumers") ? Optional.of(Source.CONSUMERS) : Optional.empty());
        }
        return source.fields()
                .flatMap(fields -> fields.only(Set.of("prometheus"), Set.of()).required("prometheus"))
                .flatMap(Field::fields)
                .flatMap(PrometheusReader::read);
    }

    private static Optional<Integer> readFalseAlarm(Field falseAlarm) {
        return falseAlarm.as(
                "a percentage from 0.01% to 50% with up to two decimals",
                text -> PercentText.read(text).filter(points -> isIn(Analysis.FALSE_ALARM, points)));
    }

    private static Optional<Integer> readMargin(Field margin) {
        return margin.as(
                "percentage points from 0.01 to 100 with up to two decimals, as 0.5",
                text -> text.matches("\\d{1,3}(\\.\\d{1,2})?")
                        ? Optional.of(new BigDecimal(text).movePointRight(2).intValueExact())
                                .filter(points -> isIn(Analysis.MARGIN, points))
                        : Optional.empty());
    }

    private static boolean isIn(Amount amount, int value) {
        return amount.least() <= value && value <= amount.most();
    }
}
