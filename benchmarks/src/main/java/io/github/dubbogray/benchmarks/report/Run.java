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

    /** Returns how a page with the figures begins, in Markdown. */
    String toHead() {
        return """
                # Performance tables

                Written by `%s` on %s, which writes this file anew: nothing is edited here. What the cases are, what the
                figures say and what they cannot say is in [performance](performance.md).

                Machine: %s.

                *Bytes* are allocated by one operation. *Ratio* is the value to what stands beside it, from the same run.
                """.formatted(command, date, machine);
    }
}
