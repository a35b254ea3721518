package io.github.dubbogray.hardening.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * The same attacks led by coverage, for Jazzer, which finds its way into what no change of a seed comes upon:
 * {@code --target_class=io.github.dubbogray.hardening.fuzz.JazzerTarget --target_args=document}.
 */
public final class JazzerTarget {

    private static Parser parser = Parser.DOCUMENT;

    private JazzerTarget() {}

    /** Takes the spelling of the parser. */
    public static void fuzzerInitialize(String[] arguments) {
        parser = Parser.of(arguments[0]);
    }

    /** Hands bytes to the parser as UTF-8; any exception and error is a finding, as is a text of too much time or memory. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Trial trial = Trial.of(parser.attack(), text);
        if (!(trial instanceof Trial.Fine)) {
            throw new AssertionError(trial.toString(), trial instanceof Trial.Crashed crashed ? crashed.cause() : null);
        }
    }
}
