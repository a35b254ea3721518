package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.grayctl.command.live.ChangeOptions;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.output.Output;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@DisplayName("The question before a change, and what can be no answer")
class QuestionTest {

    @TempDir
    private Path folder;

    @Command(name = "ask")
    private static final class Asking implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final ChangeOptions change;

        private Asking(Surroundings surroundings) {
            this.change = new ChangeOptions(surroundings);
        }

        @Override
        public Integer call() {
            return change.isConfirmed("Do it", output) ? 0 : 1;
        }
    }

    @ParameterizedTest
    @CsvSource({"y, 0", "Y, 0", "yes, 0", "Yes, 0", "n, 1", "'', 1", "yesterday, 1", "ye, 1"})
    void yes_isSaidInFullToo(String answer, int exitCode) {
        Inputs inputs = new Inputs(folder, new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)));
        StringWriter err = new StringWriter();

        assertThat(new CommandLine(new Asking(new Surroundings(inputs, Map.of(), Clock.systemUTC(), true)))
                        .setErr(new PrintWriter(err, true))
                        .execute())
                .isEqualTo(exitCode);
        assertThat(err.toString()).isEqualTo("Do it? [y/N] " + (exitCode == 0 ? "" : "nothing is changed\n"));
    }

    @Test
    void wait_refusesWhatCanBeNoRevision() {
        assertThat(new Session(folder).run("wait", "--application", "shop", "--revision", "zzz"))
                .isEqualTo(new Session.Result(
                        2, "", "grayctl: --revision is 'zzz', must be like 8549a0908573, or none\n"));
    }
}
