package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.JavaProcess;
import io.github.dubbogray.it.fleet.Program;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.WatchedConsumer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents that somebody writes who means harm, published to a consumer with 256 MB that serves calls meanwhile. */
@ExtendWith(FleetExtension.class)
class HostileDocumentsIT {

    /** Of characters: what the console's form takes. */
    private static final int SIZE = 400_000;

    private static final Duration UNTIL_JUDGED = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;
    private static final Duration UNTIL_IN_FORCE = Duration.ofSeconds(2);
    private static final Duration SLOWEST = Duration.ofSeconds(1);

    @Test
    @DisplayName(
            "D1, D4: a hostile document costs no call a second, fails none, and the next good one is in force within 2 s")
    void hostileDocuments_doNotDisturbCalls(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("v1", "version=v1");
            lab.provider("v2", "version=v2,env=gray");
            lab.publish(good("canary"));
            JavaProcess consumer = fleet.launch(
                    lab.namespace() + "-watched",
                    new Program.MainClass(System.getProperty("java.class.path"), WatchedConsumer.class.getName()),
                    Map.of(
                            "probe.registry",
                            lab.registry(),
                            "dubbo.gray.last-good.dir",
                            fleet.folder().resolve(lab.namespace() + "-watched").toString()));
            try {
                Fleet.await(consumer, "does not call", () -> consumer.output().contains("watched canary"));
                String target = "stable";
                for (Map.Entry<String, String> hostile : kinds().entrySet()) {
                    long before = last(consumer).documents();
                    publish(
                            lab,
                            hostile.getKey(),
                            hostile.getValue(),
                            UNTIL_JUDGED,
                            () -> last(consumer).documents() > before);
                    String wanted = target;
                    publish(
                            lab,
                            hostile.getKey() + ", then a good one",
                            good(target),
                            Busy.stretched(UNTIL_IN_FORCE),
                            () -> last(consumer).tag().equals(wanted));
                    target = target.equals("stable") ? "canary" : "stable";
                }
                WatchedConsumer.Line end = last(consumer);
                System.out.println("hostile documents: " + end);
                assertThat(end.failed()).isZero();
                assertThat(end.slowestMillis())
                        .isLessThan(Busy.stretched(SLOWEST).toMillis());
            } finally {
                consumer.close();
            }
        }
    }

    /**
     * Publishes until it shows, each time as another text: Nacos's client can miss a publication that follows another at once,
     * and asks by itself only after minutes.
     */
    private static void publish(Lab lab, String kind, String document, Duration limit, Callable<Boolean> shows) {
        for (int attempt = 1; ; attempt++) {
            lab.publish(document + "# " + attempt + "\n");
            try {
                await(kind).atMost(limit).pollInterval(Duration.ofMillis(20)).until(shows);
                return;
            } catch (ConditionTimeoutException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                System.out.println(kind + ": publication " + attempt + " did not show");
            }
        }
    }

    private static WatchedConsumer.Line last(JavaProcess consumer) {
        return consumer.output()
                .lines()
                .filter(line -> line.matches("watched \\S+ -?\\d+ \\d+ \\d+"))
                .reduce((a, b) -> b)
                .map(WatchedConsumer.Line::of)
                .orElseThrow();
    }

    private static String good(String target) {
        return Texts.withRules("- { id: all, to: " + target + " }");
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("many lanes", lanes(SIZE, i -> ""));
        kinds.put("lanes and fallbacks", lanes(50_000, i -> filled(60, "", n -> "l" + (i + n + 1) % 400 + ",")));
        kinds.put("unknown fallbacks", lanes(SIZE, i -> filled(900, "", n -> "no" + n + ",")));
        kinds.put(
                "nested any",
                rules(i -> "any: [{ any: [{ service: a" + i
                        + " }, { service: b }] }, { any: [{ service: c }, { service: d }] }]"));
        kinds.put(
                "conditions",
                filled(SIZE, "rules:\n- id: a\n  to: stable\n  when:\n", i -> "    attachment.k" + i + ": v\n"));
        kinds.put(
                "a long list",
                filled(SIZE, "rules: [{ id: a, to: stable, when: { service: [", i -> "u" + i + ",") + "a] } }]\n");
        kinds.put("unknown keys", filled(SIZE, "", i -> "k" + i + ": v\n"));
        kinds.put("deep", "rules: " + "[".repeat(SIZE) + "\n");
        kinds.put("aliases", filled(SIZE, "rules:\n- &a [x]\n", i -> "- *a\n"));
        kinds.put("a long scalar", "unmatched: " + "x".repeat(SIZE) + "\n");
        kinds.put("quoted expression", rules(i -> "service: { regex: '\\Q[\\E((a{1000}){1000}){100}" + i + "' }"));
        kinds.put("expressions that fold", rules(i -> "service: { regex: '(?i)[B-\\x{10ffff}]" + i + "' }"));
        kinds.put("slow expressions", slow());
        kinds.replaceAll((kind, body) -> "apiVersion: dubbo-gray/v1\napplication: " + Lab.APPLICATION + "\n" + body);
        return kinds;
    }

    /** As many as are allowed, each asked for the long value of every call. */
    private static String slow() {
        StringBuilder text = new StringBuilder("rules:\n");
        for (int i = 0; i < 150; i++) {
            text.append("- { id: r" + i + ", to: stable, when: { attachment.user-id: { regex: '(?:.?.?){20}x' } } }\n");
        }
        return text.toString();
    }

    private static String lanes(int size, IntFunction<String> fallback) {
        return filled(
                size,
                "lanes:\n",
                i -> "  l" + i + ": { labels: { v: x" + i + " }, fallback: [" + fallback.apply(i) + "] }\n");
    }

    private static String rules(IntFunction<String> when) {
        return filled(SIZE, "rules:\n", i -> "- { id: r" + i + ", to: stable, when: { " + when.apply(i) + " } }\n");
    }

    private static String filled(int size, String begin, IntFunction<String> part) {
        StringBuilder text = new StringBuilder(begin);
        for (int i = 0; text.length() < size; i++) {
            text.append(part.apply(i));
        }
        return text.toString();
    }
}
