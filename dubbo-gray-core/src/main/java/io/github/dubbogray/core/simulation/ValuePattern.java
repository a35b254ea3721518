package io.github.dubbogray.core.simulation;

import java.util.List;

/** How a value of a request is made from the request's number. */
sealed interface ValuePattern {

    /** What stands for the request's number in a text. */
    String NUMBER = "{n}";

    /**
     * Returns the value.
     *
     * @param number the request's number in its group, from 1
     */
    String of(int number);

    /** A text, with the request's number wherever {@link #NUMBER} stands in it. */
    record Text(String text) implements ValuePattern {
        @Override
        public String of(int number) {
            return text.replace(NUMBER, Integer.toString(number));
        }
    }

    /** One text after the other, and again from the first. */
    record Cycle(List<Text> texts) implements ValuePattern {

        public Cycle {
            texts = List.copyOf(texts);
            if (texts.isEmpty()) {
                throw new IllegalArgumentException("a cycle needs at least one value");
            }
        }

        @Override
        public String of(int number) {
            return texts.get((number - 1) % texts.size()).of(number);
        }
    }
}
