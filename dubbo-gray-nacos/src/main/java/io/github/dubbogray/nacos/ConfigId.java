package io.github.dubbogray.nacos;

/** The name of one configuration inside a namespace. */
public record ConfigId(String dataId, String group) {}
