package io.github.dubbogray.hardening.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the seeds of a parser as files, which is what Jazzer begins with: {@code SeedFiles folder parser}. Names all parsers
 * when it is given none. For {@code hardening/jazzer.sh}.
 */
final class SeedFiles {

    private SeedFiles() {}

    /** Writes a file for each seed, or prints a line for each parser. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            for (Parser parser : Parser.values()) {
                System.out.println(parser.spelling());
            }
            return;
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Seed seed : Seed.of(Parser.of(arguments[1]))) {
            Files.writeString(
                    folder.resolve(seed.name().replaceAll("[^A-Za-z0-9]+", "-")), seed.text(), StandardCharsets.UTF_8);
        }
    }
}
