package io.github.dubbogray.benchmarks.report;

import java.time.LocalDate;

/**
 * Where the figures come from.
 *
 * @param command what was run, in the project's root
 * @param date when it began, by UTC
 * @param machine processors, system, Java and its heap, in words
 */
record Run(String command, LocalDate date, String machine) {

    /** Returns it in a line of Markdown. */
    String toLine() {
        return "Of `%s` on %s: %s.".formatted(command, date, machine);
    }
}
