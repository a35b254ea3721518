package io.github.dubbogray.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.it.lab.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The demo itself, on separate JVMs of Spring Boot applications: its story in every build, every scene with {@code -Psoak}. What
 * the other scenes show has tests of its own here.
 */
class DemoIT {

    @Test
    void everyPromise_holds() {
        String[] arguments = Size.isWhole() ? new String[] {"--all"} : new String[0];

        assertThat(Demo.play(arguments)).isEqualTo(new Demo.Outcome(0, List.of()));
    }
}
