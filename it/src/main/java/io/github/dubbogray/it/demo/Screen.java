package io.github.dubbogray.it.demo;

import java.io.PrintStream;
import java.util.Map;
import java.util.SortedMap;

/** What the demo prints. */
final class Screen {

    private final PrintStream out;
    private final long start = System.nanoTime();

    Screen(PrintStream out) {
        this.out = out;
    }

    void step(String text) {
        out.printf("  [%5.1f s] %s%n", (System.nanoTime() - start) / 1e9, text);
    }

    void title(String text) {
        out.printf("%n%s%n%s%n", text, "-".repeat(text.length()));
    }

    void asked(String text) {
        out.println("  asked:    " + text);
    }

    void note(String text) {
        out.println("  " + text.replace("\n", "\n  "));
    }

    void answers(String heading, Tally tally) {
        out.printf("  answered: %s (%d calls)%n", heading, tally.calls());
        rows(tally.answers(), tally.calls());
        rows(tally.failures(), tally.calls());
    }

    void answers(String heading, SortedMap<String, Integer> counts) {
        int calls = counts.values().stream().mapToInt(Integer::intValue).sum();
        out.printf("  answered: %s (%d calls)%n", heading, calls);
        rows(counts, calls);
    }

    void verdict(Verdict verdict) {
        if (verdict instanceof Verdict.Held held) {
            out.println("  promise:  HELD    " + held.what());
        } else if (verdict instanceof Verdict.Broken broken) {
            out.println("  promise:  BROKEN  " + broken.what());
        }
    }

    private void rows(SortedMap<String, Integer> counts, int calls) {
        for (Map.Entry<String, Integer> row : counts.entrySet()) {
            out.printf(
                    "            %-34s %6d  %5.1f %%%n", row.getKey(), row.getValue(), row.getValue() * 100.0 / calls);
        }
    }
}
