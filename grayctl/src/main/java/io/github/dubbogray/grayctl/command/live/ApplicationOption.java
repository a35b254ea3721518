package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.live.CommandFailure;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose document or instances. */
public final class ApplicationOption {

    /** What Nacos takes in the name of a configuration, with room for what goes behind it there. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    @Option(
            names = "--application",
            paramLabel = "NAME",
            description = "The provider application. Also GRAYCTL_APPLICATION.")
    private @Nullable String application;

    /** For picocli. */
    public ApplicationOption() {}

    /** Returns its name, which must be given somewhere. */
    public String name(ServerOptions server) {
        return checked(server.given(application, "application")
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "say which application: --application NAME or GRAYCTL_APPLICATION")));
    }

    /** Returns a name that Nacos can have. */
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the application is " + Quoted.of(name)
                            + ", must be of letters, digits, '.', ':', '_' and '-', at most 200, to have a name in"
                            + " Nacos");
        }
        return name;
    }
}
