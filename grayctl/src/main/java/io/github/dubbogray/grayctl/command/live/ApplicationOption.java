package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.live.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose document or instances. */
final class ApplicationOption {

    @Option(
            names = "--application",
            paramLabel = "NAME",
            description = "The provider application. Also GRAYCTL_APPLICATION.")
    private @Nullable String application;

    String name(ServerOptions server) {
        return server.given(application, "application")
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "say which application: --application NAME or GRAYCTL_APPLICATION"));
    }
}
