package io.github.dubbogray.nacos.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerClassPathTest {
    private static final String FILE = "nacos-server.classpath";

    @TempDir
    private Path folder;

    @Nested
    class Locate {
        @Test
        void configured_wins() throws IOException {
            Path configured = Files.createFile(folder.resolve("mine"));
            Files.createFile(folder.resolve(FILE));
            assertThat(ServerClassPath.locate(configured.toString(), folder.resolve("classes"), folder))
                    .isEqualTo(configured);
        }

        @Test
        void besideClasses_isFound() throws IOException {
            Path file = Files.createFile(folder.resolve(FILE));
            assertThat(ServerClassPath.locate("", folder.resolve("classes"), folder))
                    .isEqualTo(file);
        }

        @Test
        void belowAParentOfTheWorkingDirectory_isFound() throws IOException {
            Path target = Files.createDirectories(folder.resolve("nacos-embedded/target"));
            Path file = Files.createFile(target.resolve(FILE));
            assertThat(ServerClassPath.locate("", folder.resolve("elsewhere/some.jar"), folder.resolve("it")))
                    .isEqualTo(file);
        }

        @Test
        void notBuilt_saysHowTo() {
            assertThatThrownBy(() -> ServerClassPath.locate("", folder.resolve("classes"), folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("mvn -pl nacos-embedded package")
                    .hasMessageContaining("-Dnacos.embedded.classpath");
        }
    }
}
