package io.github.dubbogray.it.demo;

/** Whether a scene's promise held. */
sealed interface Verdict {

    /** It held; what was seen. */
    record Held(String what) implements Verdict {}

    /** It did not; what was seen instead. */
    record Broken(String what) implements Verdict {}

    /** Returns the verdict on a condition. */
    static Verdict of(boolean held, String promise, String seen) {
        return held ? new Held(promise + ": " + seen) : new Broken(promise + ", but: " + seen);
    }
}
