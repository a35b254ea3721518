package io.github.dubbogray.it;

import io.github.dubbogray.nacos.embedded.EmbeddedNacos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the Nacos client of this JVM keeps on disk of a server, so that a test can see the library do without it. */
final class NacosClientCopy {

    private NacosClientCopy() {}

    static void forget(EmbeddedNacos nacos) throws IOException {
        Path folder =
                Path.of(System.getProperty("JM.SNAPSHOT.PATH", System.getProperty("user.home")), "nacos", "config");
        String port = nacos.serverAddress().replaceFirst(".*:", "");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> folder.relativize(file).toString().contains(port))
                    .sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
