package io.github.dubbogray.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo itself: every scene on separate JVMs of Spring Boot applications. */
class DemoIT {

    @Test
    void everyPromise_holds() {
        assertThat(Demo.play("--all")).isEqualTo(new Demo.Outcome(0, List.of()));
    }
}
