package io.github.dubbogray.grayctl.command.live;

import picocli.CommandLine.Parameters;

/** How far an undo goes back. */
final class ChangesBack {

    @Parameters(
            paramLabel = "N",
            arity = "0..1",
            defaultValue = "1",
            description = "How many changes, as history numbers them; ${DEFAULT-VALUE} unless given.")
    private int count = 1;

    int count() {
        return count;
    }
}
