package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.input.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An answer that cannot be written; with a real full disk and a real pipe, see LauncherIT")
class WrittenStreamTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(OutputStream out, String... arguments) {
        Inputs inputs = new Inputs(folder, InputStream.nullInputStream());
        return Grayctl.run(
                Grayctl.commandLine(new Surroundings(inputs, Map.of(), Clock.systemUTC(), false)),
                new WrittenStream(out),
                new PrintWriter(err, true),
                arguments);
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No space left on device | 2 | grayctl: the answer could not be written: No space left on device",
                "Broken pipe | 141 | ''",
            })
    void failure_isTheExitCode(String message, int exitCode, String said) {
        assertThat(run(failing(message), "completion")).isEqualTo(exitCode);
        assertThat(err.toString().strip()).isEqualTo(said);
    }

    @Test
    void whatIsWritten_arrives() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(run(out, "completion")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(new Session(folder).run("completion").out());
    }
}
