package io.github.dubbogray.grayctl.command.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.input.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@DisplayName("Which applications status and top show")
class ApplicationsOptionTest {

    @TempDir
    private Path folder;

    @Command
    private static final class Asking {

        @Mixin
        private final ApplicationsOption applications = new ApplicationsOption();

        @Mixin
        private final ServerOptions server;

        private Asking(Surroundings surroundings) {
            this.server = new ServerOptions(surroundings);
        }
    }

    private List<String> named(Map<String, String> environment, String... arguments) {
        Inputs inputs = new Inputs(folder, InputStream.nullInputStream());
        Asking asking = new Asking(new Surroundings(inputs, environment, Clock.systemUTC(), false));
        new CommandLine(asking).parseArgs(arguments);
        return asking.applications.named(asking.server);
    }

    @Test
    void commandLine_goesFirst() {
        Map<String, String> environment = Map.of("GRAYCTL_APPLICATION", "shop");

        assertThat(named(environment, "cart", "bank")).containsExactly("cart", "bank");
        assertThat(named(environment, "cart", "--application", "bank")).containsExactly("cart", "bank");
        assertThat(named(environment)).containsExactly("shop");
    }

    @Test
    void profile_goesLast_andNothingMeansAll() throws IOException {
        Files.writeString(folder.resolve("profile"), "application=till\n");

        assertThat(named(Map.of(), "--profile", "profile")).containsExactly("till");
        assertThat(named(Map.of("GRAYCTL_APPLICATION", "shop"), "--profile", "profile"))
                .containsExactly("shop");
        assertThat(named(Map.of())).isEmpty();
    }
}
