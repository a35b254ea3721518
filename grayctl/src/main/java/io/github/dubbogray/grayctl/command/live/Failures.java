package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.OneByOne;
import io.github.dubbogray.grayctl.qos.QosFailure;
import io.github.dubbogray.nacos.NacosRequestException;
import java.util.Optional;

/** What commands say of why they end without having done their work. */
public final class Failures {

    private Failures() {}

    /** Returns the sentence and the exit code of a failure that is none of the program's own. */
    public static Optional<CommandFailure> of(Throwable thrown) {
        if (thrown instanceof CommandFailure failure) {
            return Optional.of(failure);
        }
        if (thrown instanceof OneByOne.HalfDone half) {
            CommandFailure rest = of(half.failure());
            return Optional.of(new CommandFailure(rest.exitCode(), rest.getMessage() + "; " + half.getMessage()));
        }
        if (thrown instanceof QosFailure failure) {
            return Optional.of(of(failure));
        }
        return thrown instanceof NacosRequestException failure ? Optional.of(of(failure)) : Optional.empty();
    }

    private static CommandFailure of(QosFailure failure) {
        return new CommandFailure(
                switch (failure.kind()) {
                    case NO_ADDRESS -> ExitCode.USAGE;
                    case UNREACHABLE -> ExitCode.UNREACHABLE;
                    case REFUSED -> ExitCode.FINDINGS;
                },
                String.valueOf(failure.getMessage()));
    }

    private static CommandFailure of(NacosRequestException failure) {
        return switch (failure.kind()) {
            case UNREACHABLE ->
                new CommandFailure(ExitCode.UNREACHABLE, "Nacos does not answer: " + failure.getMessage());
            case DENIED -> new CommandFailure(ExitCode.FINDINGS, "Nacos denies it: " + failure.detail());
            default -> new CommandFailure(ExitCode.FINDINGS, "Nacos refuses: " + failure.getMessage());
        };
    }
}
