package io.github.dubbogray.grayctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.grayctl.command.live.Failures;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.NacosServers;
import io.github.dubbogray.nacos.ServiceId;
import io.github.dubbogray.nacos.gray.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An instance in several services, of which Nacos takes one after the other")
class OneByOneTest {

    private static final List<Registration> ALL = Stream.of("a", "b", "c")
            .map(name -> new Registration(ServiceId.of(name), NacosInstance.persistent(20_880, Map.of())))
            .toList();

    private final List<String> changed = new ArrayList<>();

    /** Asks a server that is not there, from the service of that name on. */
    private Consumer<Registration> failingAt(String service) {
        return registration -> {
            if (registration.service().name().compareTo(service) >= 0) {
                NacosAdmin.of(NacosServers.of("127.0.0.1:1")).services();
            }
            changed.add(registration.service().name());
        };
    }

    @Test
    void all_areChangedInTurn() {
        OneByOne.change(ALL, failingAt("z"));

        assertThat(changed).containsExactly("a", "b", "c");
    }

    @Test
    void theFirstFails_nothingIsChanged() {
        assertThatThrownBy(() -> OneByOne.change(ALL, failingAt("a"))).isInstanceOf(NacosRequestException.class);
        assertThat(changed).isEmpty();
    }

    @Test
    void aLaterOneFails_bothPartsAreNamed() {
        assertThatThrownBy(() -> OneByOne.change(ALL, failingAt("b"))).satisfies(thrown -> {
            CommandFailure said = Failures.of(thrown).orElseThrow();
            assertThat(said.exitCode()).isEqualTo(3);
            assertThat(said)
                    .hasMessageStartingWith("Nacos does not answer: ")
                    .hasMessageEndingWith(
                            "; it was changed in a, and not in b, c; the same command again changes the rest");
        });
        assertThat(changed).containsExactly("a");
    }
}
