package io.github.dubbogray.it.lab;

/** How much a test does: a short form in every build, the whole of it with {@code mvn -B verify -Psoak}. */
public final class Size {

    private static final boolean IS_WHOLE = Boolean.getBoolean("it.soak");

    private Size() {}

    /** Returns whether this run does all there is. */
    public static boolean isWhole() {
        return IS_WHOLE;
    }

    /** Returns how many of something this run makes. */
    public static int of(int inEveryBuild, int inSoak) {
        return IS_WHOLE ? inSoak : inEveryBuild;
    }
}
