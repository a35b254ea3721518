package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.BufferLoad;
import io.github.dubbogray.it.lab.BufferProvider;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.LeakCount;
import io.github.dubbogray.it.lab.LeakReport;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which kinds of calls leave buffers of Netty unreleased, with the jars and without: the figures of {@code
 * docs/known-issues-of-dubbo.md}. On demand, as it measures Dubbo: {@code -Dit.leaks=true}.
 */
@ExtendWith(FleetExtension.class)
@EnabledIfSystemProperty(named = "it.leaks", matches = "true")
class TripleLeaksIT {

    private static final String CALLS = "100";

    @ParameterizedTest
    @ValueSource(strings = {"tri", "dubbo"})
    void leaks_areNeverOurs(String protocol, Fleet fleet) throws Exception {
        for (List<String> without : List.of(List.<String>of(), Lab.OUR_JARS)) {
            try (Lab lab = Lab.open(fleet, protocol, Discovery.APPLICATION)) {
                Map<String, String> properties = new HashMap<>(LeakCount.PROPERTIES);
                properties.put("dubbo.provider.filter", "-leak-watch"); // a filter of the tests that needs the jars
                Lab.Alone provider = lab.alone(BufferProvider.class, without, "buffers", properties);
                properties.put("load.calls", CALLS);
                System.out.println(protocol + (without.isEmpty() ? " with the jars" : " without the jars"));
                StringBuilder output = new StringBuilder();
                for (BufferLoad.Kind kind : kinds(protocol)) {
                    properties.put("load.kinds", kind.name());
                    String load = lab.run(BufferLoad.class, without, properties);
                    load.lines()
                            .filter(line -> line.startsWith(BufferLoad.FIGURES))
                            .forEach(System.out::println);
                    output.append(load);
                }
                assertThat(LeakReport.in(output + provider.process().output()))
                        .filteredOn(LeakReport::isOurs)
                        .isEmpty();
            }
        }
    }

    private static List<BufferLoad.Kind> kinds(String protocol) {
        return Arrays.stream(BufferLoad.Kind.values())
                .filter(kind -> protocol.equals("tri") || !kind.name().matches("SERVER_STREAM|BIDIRECTIONAL.*"))
                .toList();
    }
}
