package io.github.dubbogray.nacos.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class NacosEmbeddedTest {

    private final StringWriter told = new StringWriter();

    private int run(String... arguments) {
        return NacosEmbedded.commandLine().setErr(new PrintWriter(told, true)).execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "--servers=2, '--servers is 2, must be 1, or 3 and more'",
        "--servers=0, '--servers is 0, must be 1, or 3 and more'",
        "--servers=few, few",
        "--servers=3 --port=8848, '--port is of one server: --servers 3 chooses it for each'",
        "--servers=3 --console-port=8080, --console-port is of one server",
        "--servers=3 --home=data, --home is of one server",
        "--servers=3 --heap=256, --heap is of one server",
        "--sevrers=3, --sevrers",
    })
    void whatCannotBe_isRefusedByNameAndValue(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(told.toString()).contains(message);
    }
}
