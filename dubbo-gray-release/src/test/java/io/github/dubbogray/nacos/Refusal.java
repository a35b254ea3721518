package io.github.dubbogray.nacos;

/** A server that cannot. */
public final class Refusal {

    private Refusal() {}

    /** Returns what a request to it throws. */
    public static NacosRequestException ofServer(String detail) {
        return NacosRequestException.refused("POST", 500, detail);
    }
}
