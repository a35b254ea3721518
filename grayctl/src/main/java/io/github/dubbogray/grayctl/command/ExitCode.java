package io.github.dubbogray.grayctl.command;

/** How a command ends. */
public final class ExitCode {

    /** All is well. */
    public static final int FINE = 0;

    /** Something was found, or a document is refused. */
    public static final int FINDINGS = 1;

    /** The command line is wrong, or names what cannot be read. */
    public static final int USAGE = 2;

    /** Nacos does not answer. */
    public static final int UNREACHABLE = 3;

    /** The same, for {@code --help}. */
    public static final String HELP =
            "Exit codes: 0 fine; 1 findings, or a document is refused; 2 wrong usage, or a file cannot be read.";

    /** The same, for {@code --help} of commands that ask Nacos. */
    public static final String LIVE_HELP =
            "Exit codes: 0 fine; 1 findings, or it is refused; 2 wrong usage, or a file cannot be read; 3 Nacos does not"
                    + " answer.";

    private ExitCode() {}
}
