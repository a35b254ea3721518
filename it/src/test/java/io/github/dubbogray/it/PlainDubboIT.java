package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With the jars on the class path and nothing configured, a caller observes what it observes without them. */
@ExtendWith(FleetExtension.class)
class PlainDubboIT {

    @Test
    void unconfigured_observesTheSameAsWithoutTheJars(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("a", "");
            lab.provider("b", "");
            List<String> with = observations(lab.run(ProbeCalls.class, List.of(), Map.of()));
            List<String> without = observations(lab.run(ProbeCalls.class, Lab.OUR_JARS, Map.of()));
            List<String> off =
                    observations(lab.run(ProbeCalls.class, List.of(), Map.of("dubbo.gray.enabled", "false")));
            assertThat(without).hasSize(4).anyMatch(line -> line.contains("[a, b]"));
            assertThat(with).isEqualTo(without);
            assertThat(off).isEqualTo(without);
        }
    }

    private static List<String> observations(String output) {
        return output.lines().filter(line -> line.startsWith("observed ")).toList();
    }
}
