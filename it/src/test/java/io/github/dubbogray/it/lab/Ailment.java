package io.github.dubbogray.it.lab;

import java.time.Duration;
import java.util.SplittableRandom;

/** What is wrong with a provider. It has a text, so that it can be told to another process. */
public sealed interface Ailment {

    /** Nothing is. */
    static Ailment none() {
        return new None();
    }

    /** No connection is taken, and those that there are end; the process stays registered. */
    static Ailment refusing() {
        return new Refusing();
    }

    /** Exactly so many of a hundred calls throw {@link OutOfOrder}, spread evenly. */
    static Ailment failing(int percent) {
        return new Failing(percent, Failing.EVENLY, Blame.PROVIDER);
    }

    /** Each call throws {@link OutOfOrder} with this probability; the same seed, the same calls. */
    static Ailment failingAtRandom(int percent, long seed) {
        return new Failing(percent, seed, Blame.PROVIDER);
    }

    /** Exactly so many of a hundred calls throw {@link BadQuestion}, spread evenly. */
    static Ailment complaining(int percent) {
        return new Failing(percent, Failing.EVENLY, Blame.CALLER);
    }

    /** Each call is answered so late. */
    static Ailment late(Duration by) {
        return new Late(by);
    }

    /** Returns the same of one method alone. */
    default Ailment inMethod(String method) {
        return new InMethod(method, this);
    }

    /** Returns the text of this, which {@link #of} reads. */
    String text();

    /** Reads what {@link #text} wrote. */
    static Ailment of(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0]) {
            case "none" -> none();
            case "refusing" -> refusing();
            case "late" -> new Late(Duration.ofMillis(Long.parseLong(words[1])));
            case "failing" ->
                new Failing(Integer.parseInt(words[1]), Long.parseLong(words[2]), Blame.valueOf(words[3]));
            case "in" -> of(text.split(" ", 3)[2]).inMethod(words[1]);
            default -> throw new IllegalArgumentException("no ailment: " + text);
        };
    }

    /** Does to a call what it does.
     *
     * @param method that is called
     * @param number of the call, from 0 when the ailment began
     */
    default void befall(String method, long number) {}

    /** Nothing is wrong. */
    record None() implements Ailment {
        @Override
        public String text() {
            return "none";
        }
    }

    /** It is not to be reached. */
    record Refusing() implements Ailment {
        @Override
        public String text() {
            return "refusing";
        }
    }

    /** Calls wait before they are answered. */
    record Late(Duration by) implements Ailment {
        @Override
        public String text() {
            return "late " + by.toMillis();
        }

        @Override
        public void befall(String method, long number) {
            try {
                Thread.sleep(by.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OutOfOrder("interrupted");
            }
        }
    }

    /** Something is wrong with one method. */
    record InMethod(String method, Ailment what) implements Ailment {
        @Override
        public String text() {
            return "in " + method + " " + what.text();
        }

        @Override
        public void befall(String called, long number) {
            if (called.equals(method)) {
                what.befall(called, number);
            }
        }
    }

    /** Who is to blame for a failed call. */
    enum Blame {
        PROVIDER,
        CALLER
    }

    /**
     * Some calls fail.
     *
     * @param seed which ones, or {@link #EVENLY}
     */
    record Failing(int percent, long seed, Blame blame) implements Ailment {

        /** Any run of n calls has n × percent / 100 failures, give or take one. */
        static final long EVENLY = 0;

        @Override
        public String text() {
            return "failing " + percent + " " + seed + " " + blame;
        }

        @Override
        public void befall(String method, long number) {
            if (fails(number)) {
                String message = "call " + number;
                throw blame == Blame.PROVIDER ? new OutOfOrder(message) : new BadQuestion(message);
            }
        }

        private boolean fails(long number) {
            return seed == EVENLY
                    ? (number + 1) * percent / 100 != number * percent / 100
                    : new SplittableRandom(seed * 1_000_003 + number).nextInt(100) < percent;
        }
    }
}
