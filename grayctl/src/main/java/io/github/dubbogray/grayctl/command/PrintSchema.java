package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.grayctl.output.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the JSON Schema of documents. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of documents, for editors. It is JSON, with --json or without.",
        footer = {"", ExitCode.HELP})
public final class PrintSchema implements Callable<Integer> {

    private static final String ROUTES = "dubbo-gray.schema.json";
    private static final String SWITCHES = "dubbo-gray-switches.schema.json";

    @Mixin
    private final Output output = new Output();

    @Option(names = "--switches", description = "That of documents of switches.")
    private boolean switches;

    @Override
    public Integer call() throws IOException {
        String file = switches ? SWITCHES : ROUTES;
        try (InputStream schema = PrintSchema.class.getResourceAsStream(file)) {
            if (schema == null) {
                throw new IllegalStateException(file + " is not in the jar");
            }
            output.text(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
        return ExitCode.FINE;
    }
}
