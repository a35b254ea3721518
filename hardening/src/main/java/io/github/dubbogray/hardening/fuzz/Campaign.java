package io.github.dubbogray.hardening.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Many texts in one parser, until one is found that is not fine.
 *
 * @param inputs how many texts
 * @param seed of the random numbers
 */
record Campaign(Parser parser, int inputs, long seed) {

    /** The share of a text that is left out first when it is made smaller: a half. */
    private static final int FIRST_PART = 2;

    /** How often a text is tried smaller; a slow one takes a while each time. */
    private static final int MOST_SMALLER = 2_000;

    private static final int MOST_SMALLER_OF_SLOW = 10;

    /** What came of it. */
    sealed interface Result {

        /**
         * Nothing was found.
         *
         * @param accepted how many texts the parser accepted
         * @param slowestNanos the most processor time of one text
         * @param mostBytes the most that one text made it allocate
         */
        record Clean(int accepted, long slowestNanos, long mostBytes) implements Result {}

        /**
         * A text was found.
         *
         * @param number which, from 1; the seeds come first
         * @param text made as small as was easy
         */
        record Found(int number, String text, Trial trial) implements Result {}
    }

    /** Tries the seeds, and then what is made of them. */
    Result run() {
        List<Seed> seeds = Seed.of(parser);
        return run(seeds, parser.attack());
    }

    /** The same with seeds and a parser of the caller's. */
    Result run(List<Seed> seeds, Attack attack) {
        Mutator mutator = new Mutator(seeds, new SplittableRandom(seed));
        int accepted = 0;
        long slowest = 0;
        long most = 0;
        for (int i = 0; i < inputs; i++) {
            String text = i < seeds.size() ? seeds.get(i).text() : mutator.next();
            Trial trial = Trial.of(attack, text);
            if (!(trial instanceof Trial.Fine fine)) {
                return smaller(attack, new Result.Found(i + 1, text, trial));
            }
            accepted += fine.accepted() ? 1 : 0;
            slowest = Math.max(slowest, fine.nanos());
            most = Math.max(most, fine.bytes());
        }
        return new Result.Clean(accepted, slowest, most);
    }

    /** Leaves parts out, ever smaller ones, while the text is as bad without them. */
    private static Result.Found smaller(Attack attack, Result.Found found) {
        Trial trial = found.trial();
        String text = found.text();
        int left = trial instanceof Trial.Slow ? MOST_SMALLER_OF_SLOW : MOST_SMALLER;
        for (int size = text.length() / FIRST_PART; size > 0; size /= FIRST_PART) {
            for (int from = 0; from + size <= text.length() && left > 0; left--) {
                String without = text.substring(0, from) + text.substring(from + size);
                Trial again = Trial.of(attack, without);
                if (again.getClass() == trial.getClass()) {
                    text = without;
                    trial = again;
                } else {
                    from += size;
                }
            }
        }
        return new Result.Found(found.number(), text, trial);
    }

    /** Returns a row of a table: parser, texts, accepted, slowest text, most memory. */
    String row(Result.Clean clean) {
        return String.format(
                "| %s | %,d | %d %% | %.1f ms | %,d KB |",
                parser.spelling(),
                inputs,
                Math.round(100.0 * clean.accepted() / inputs),
                clean.slowestNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1),
                clean.mostBytes() >> 10);
    }
}
