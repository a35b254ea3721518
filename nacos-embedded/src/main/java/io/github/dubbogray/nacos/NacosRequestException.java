package io.github.dubbogray.nacos;

/** A request to Nacos failed; the message names method, path, HTTP status and the answer's body. */
public final class NacosRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private NacosRequestException(String message, int status, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    private NacosRequestException(String message, int status) {
        super(message);
        this.status = status;
    }

    static NacosRequestException refused(String line, int status, String body) {
        return new NacosRequestException(line + " was answered with HTTP " + status + ": " + body.strip(), status);
    }

    static NacosRequestException unanswered(String line, String address, Exception cause) {
        return new NacosRequestException(line + " got no answer from " + address + ": " + cause, 0, cause);
    }

    /** The HTTP status, 0 when there was no answer. */
    public int status() {
        return status;
    }
}
