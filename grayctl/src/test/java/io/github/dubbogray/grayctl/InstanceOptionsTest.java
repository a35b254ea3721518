package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Commands that change an instance, before they ask a Nacos")
class InstanceOptionsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isolate 10.0.0.1:20880 --author bob",
                "restore 10.0.0.1:20880 --reason lunch",
                "weight 10.0.0.1:20880 2 --reason lunch",
                "label set 10.0.0.1:20880 version=v2 --author bob",
                "label unset 10.0.0.1:20880 version --reason lunch"
            })
    void whatNothingKeeps_isRefused(String command) {
        assertThat(new Session(folder).run(command.split(" ")))
                .isEqualTo(new Session.Result(
                        2,
                        "",
                        "grayctl: --author and --reason are kept beside documents, and nothing keeps them of an"
                                + " instance: leave them out\n"));
    }
}
