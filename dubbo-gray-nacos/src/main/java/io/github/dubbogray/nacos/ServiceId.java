package io.github.dubbogray.nacos;

/** The name of one service inside a namespace. */
public record ServiceId(String name, String group) {
    /** A service of {@code DEFAULT_GROUP}, where Dubbo registers unless told otherwise. */
    public static ServiceId of(String name) {
        return new ServiceId(name, "DEFAULT_GROUP");
    }
}
