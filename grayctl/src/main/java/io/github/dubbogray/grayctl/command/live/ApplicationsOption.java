package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.live.Nacos;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which applications are shown: those of the command line, else that of environment or profile, else all. */
public final class ApplicationsOption {

    @Parameters(
            paramLabel = "APPLICATION",
            arity = "0..*",
            description = "Provider applications; GRAYCTL_APPLICATION unless given, and all that have a document"
                    + " without either.")
    private List<String> applications = List.of();

    @Option(names = "--application", paramLabel = "NAME", description = "The same, as other commands take it.")
    private List<String> more = List.of();

    /** For picocli. */
    public ApplicationsOption() {}

    /** Returns those that are named somewhere; none means all. */
    List<String> named(ServerOptions server) {
        List<String> named =
                Stream.concat(applications.stream(), more.stream()).distinct().toList();
        List<String> all = named.isEmpty()
                ? server.given(null, "application").map(List::of).orElse(List.of())
                : named;
        all.forEach(ApplicationOption::checked);
        return all;
    }

    /** Returns those that are named somewhere, or else all that have a document. */
    List<String> names(ServerOptions server, Nacos nacos) {
        List<String> named = named(server);
        return named.isEmpty() ? nacos.documents().applications() : named;
    }
}
