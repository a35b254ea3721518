package io.github.dubbogray.router.event;

/** The name of a document in the config centre. */
public final class DataId {

    private static final String ENDING = ".gray-router";

    private DataId() {}

    /** Returns the name of an application's document. */
    public static String of(String application) {
        return application + ENDING;
    }
}
