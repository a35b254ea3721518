package io.github.dubbogray.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.plan.PlanReader;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.verdict.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Seed rows E87 and E93. */
class AdviceTest {

    private static final ReleasePlan PLAN = ((PlanReading.Accepted) PlanReader.read(Rehearsal.PLAN + """
                    analysis:
                      source:
                        prometheus:
                          url: http://prometheus:9090
                          queries: [{ name: heap, query: "max(heap)", max: 800 }]
                    """)).plan();
    private static final Release RELEASE = Release.of("r-1", PLAN);

    private final List<String> told = new ArrayList<>();
    private final Advice advice = new Advice((level, text) -> told.add(level + " " + text));
    private final SplittableRandom random = new SplittableRandom(7);

    /** Returns at which look something was told first; one more than the looks where nothing was. */
    private int looks(int looks, IntToDoubleFunction heap) {
        for (int look = 0; look < looks; look++) {
            advice.note(RELEASE, PLAN, Figures.of(Map.of("heap", heap.applyAsDouble(look) + 10 * random.nextDouble())));
            if (!told.isEmpty()) {
                return look;
            }
        }
        return looks + 1;
    }

    @Test
    void figureThatStaysWhatItWas_isNoNews() {
        looks(500, look -> 300);

        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("A slow leak is told of when a fifth of its way is gone, and once")
    void slowLeak_isToldOfEarly() {
        int look = looks(500, at -> 300 + at);
        looks(50, at -> 300 + look + at);

        assertThat(300 + look).isLessThan(420);
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("WARNING release r-1 at step 0: query heap rises by 1.")
                .endsWith("looks; this is advice, and nothing is done about it");
    }

    @Test
    void jump_isToldOfThoughItIsBelowTheMost() {
        assertThat(looks(100, look -> look < 60 ? 300 : 420)).isBetween(60, 63);
        assertThat(told).singleElement().asString().contains("query heap is 4", "unusual at this time");
    }

    @Test
    void queryWithoutAnAnswer_isNoLook() {
        for (int look = 0; look < 100; look++) {
            advice.note(RELEASE, PLAN, Figures.NONE);
        }

        assertThat(told).isEmpty();
    }
}
