package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.live.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose document or instances. */
public final class ApplicationOption {

    @Option(
            names = "--application",
            paramLabel = "NAME",
            description = "The provider application. Also GRAYCTL_APPLICATION.")
    private @Nullable String application;

    /** For picocli. */
    public ApplicationOption() {}

    /** Returns its name, which must be given somewhere. */
    public String name(ServerOptions server) {
        return server.given(application, "application")
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "say which application: --application NAME or GRAYCTL_APPLICATION"));
    }
}
