package io.github.dubbogray.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.plan.Analysis;
import io.github.dubbogray.core.release.plan.PlanReader;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.plan.Response;
import io.github.dubbogray.core.release.plan.Source;
import io.github.dubbogray.core.release.plan.Undecided;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/release.md} to the code. */
class ReleasePageTest {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static String page = "";

    @BeforeAll
    static void readPage() throws IOException {
        page = Files.readString(Path.of("..", "docs", "release.md"));
    }

    @Test
    void plan_isOneWithTheDefaults() {
        ReleasePlan plan = planOf(examples().get(0));

        assertThat(plan.analysis()).isEqualTo(Analysis.DEFAULT);
        assertThat(plan.onBreach()).isEqualTo(Response.ROLLBACK);
        assertThat(plan.onInconclusive()).isEqualTo(Undecided.DEFAULT);
    }

    @Test
    void prometheus_isASource() {
        String plan = examples()
                .get(0)
                .replaceFirst("(?s)analysis:.*?(?=onBreach)", examples().get(1));

        assertThat(planOf(plan).analysis().source()).isInstanceOf(Source.Prometheus.class);
    }

    @Test
    void states_areAllThere() {
        assertThat(ReleaseReaderTest.states().map(state -> "`" + state.id() + "`"))
                .allSatisfy(id -> assertThat(page).contains(id))
                .hasSize(15);
    }

    private static List<String> examples() {
        return YAML.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static ReleasePlan planOf(String text) {
        PlanReading reading = PlanReader.read(text);
        assertThat(reading).as(reading.toString()).isInstanceOf(PlanReading.Accepted.class);
        return ((PlanReading.Accepted) reading).plan();
    }
}
