package io.github.dubbogray.it.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tail sampling processor of the OpenTelemetry collector, as far as our file uses it: a trace is kept if any policy
 * says so. Thresholds and hash are the processor's own: a latency counts from the first start to the last end, the
 * threshold included; a ratio compares FNV-1a of salt and trace id.
 */
final class TailSampling {

    private static final Pattern COMPARISON = Pattern.compile("attributes\\[\"([^\"]+)\"] != (nil|\"([^\"]*)\")");

    private final Map<String, Predicate<Trace>> policies;

    private TailSampling(Map<String, Predicate<Trace>> policies) {
        this.policies = policies;
    }

    /** A span: when it ran in milliseconds, its status, its attributes. */
    record Span(long startMillis, long endMillis, String status, Map<String, String> attributes) {}

    /** All spans of a trace, and its id in hexadecimal digits. */
    record Trace(String id, List<Span> spans) {

        static Trace of(JsonNode json) {
            List<Span> spans = new ArrayList<>();
            for (JsonNode span : json.path("spans")) {
                Map<String, String> attributes = new LinkedHashMap<>();
                span.path("attributes")
                        .properties()
                        .forEach(attribute -> attributes.put(
                                attribute.getKey(), attribute.getValue().asText()));
                spans.add(new Span(
                        span.path("startMillis").asLong(),
                        span.path("endMillis").asLong(),
                        span.path("status").asText(),
                        attributes));
            }
            return new Trace(json.path("traceId").asText(), spans);
        }
    }

    /** Reads the processor's part of a collector's file; a policy that it does not know is an error. */
    static TailSampling of(Map<String, Object> processor) {
        Map<String, Predicate<Trace>> policies = new LinkedHashMap<>();
        for (Map<String, Object> policy : Rules.list(processor.get("policies"))) {
            policies.put((String) policy.get("name"), predicate(policy));
        }
        return new TailSampling(policies);
    }

    /** Returns the names of the policies that keep a trace. */
    List<String> keptBy(Trace trace) {
        return policies.entrySet().stream()
                .filter(policy -> policy.getValue().test(trace))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Predicate<Trace> predicate(Map<String, Object> policy) {
        String type = (String) policy.get("type");
        @SuppressWarnings("unchecked") // what YAML gives
        Map<String, Object> settings = (Map<String, Object>) policy.get(type);
        return switch (type) {
            case "latency" -> latency(((Number) settings.get("threshold_ms")).longValue());
            case "status_code" -> status((List<?>) settings.get("status_codes"));
            case "ottl_condition" -> condition((List<?>) settings.get("span"));
            case "probabilistic" ->
                ratio((String) settings.get("hash_salt"), (Number) settings.get("sampling_percentage"));
            default -> throw new IllegalArgumentException("a policy that is not played: " + type);
        };
    }

    private static Predicate<Trace> latency(long thresholdMillis) {
        return trace -> {
            long start =
                    trace.spans().stream().mapToLong(Span::startMillis).min().orElse(0);
            long end = trace.spans().stream().mapToLong(Span::endMillis).max().orElse(0);
            return end - start >= thresholdMillis;
        };
    }

    private static Predicate<Trace> status(List<?> codes) {
        return trace -> trace.spans().stream().anyMatch(span -> codes.contains(span.status()));
    }

    /** Conditions are alternatives, and ours are comparisons that all have to hold. */
    private static Predicate<Trace> condition(List<?> conditions) {
        return trace -> trace.spans().stream()
                .anyMatch(span -> conditions.stream().anyMatch(condition -> holds((String) condition, span)));
    }

    private static boolean holds(String condition, Span span) {
        for (String part : condition.split(" and ", -1)) {
            Matcher comparison = COMPARISON.matcher(part.strip());
            if (!comparison.matches()) {
                throw new IllegalArgumentException("a condition that is not played: " + part);
            }
            String value = span.attributes().get(comparison.group(1));
            boolean differs = comparison.group(3) == null
                    ? value != null
                    : !comparison.group(3).equals(value);
            if (!differs) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<Trace> ratio(String salt, Number percent) {
        BigInteger most = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        long threshold = new BigDecimal(most)
                .multiply(BigDecimal.valueOf(percent.doubleValue() / 100))
                .toBigInteger()
                .longValue();
        return trace -> Long.compareUnsigned(hash(salt, HexFormat.of().parseHex(trace.id())), threshold) <= 0;
    }

    private static long hash(String salt, byte[] traceId) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : salt.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        for (byte octet : traceId) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
