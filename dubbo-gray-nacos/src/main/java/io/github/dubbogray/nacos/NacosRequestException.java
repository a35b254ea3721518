package io.github.dubbogray.nacos;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request to Nacos failed; the message names method, path, HTTP status and the answer's body. */
public final class NacosRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_BODY = 400;

    /** Of the JDK's client, which goes on with all the bytes that it got instead. */
    private static final String NO_STATUS_LINE = "parsing HTTP/1.1 status line";

    private final Kind kind;
    private final int status;
    private final String detail;

    /** What a caller may want to tell apart. */
    public enum Kind {
        /** No node answered. */
        UNREACHABLE,
        /** The account is unknown, its password wrong, or it may not do this. */
        DENIED,
        /** What was asked for is not there. */
        ABSENT,
        /** Somebody else was faster: it is not any more what the change was based on. */
        CONFLICT,
        /** Anything else that the server says no to. */
        REFUSED
    }

    private NacosRequestException(Kind kind, String message, int status, String detail, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.detail = detail;
    }

    static NacosRequestException refused(String line, int status, String body) {
        return refused(kindOf(status), line, status, body);
    }

    static NacosRequestException refused(Kind kind, String line, int status, String body) {
        return new NacosRequestException(
                kind,
                line + " was answered with HTTP " + status + ": " + shortened(body),
                status,
                shortened(NacosApi.saidIn(body)),
                null);
    }

    static NacosRequestException conflict(String line, String detail) {
        return new NacosRequestException(Kind.CONFLICT, line + ": " + detail, 0, detail, null);
    }

    /** What was answered is no answer of a server that is ready. */
    static NacosRequestException unavailable(String line, int status, String body) {
        return refused(Kind.UNREACHABLE, line, status, body);
    }

    /** Somebody's Nacos is there, but at another port. */
    static NacosRequestException console(URI node) {
        String detail = node.getAuthority()
                + " is the port of Nacos's console, and what is wanted is the one of the server, 8848 unless changed";
        return new NacosRequestException(Kind.UNREACHABLE, detail, 0, detail, null);
    }

    /** A page of somebody's proxy is one line too. */
    private static String shortened(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_BODY ? line : line.substring(0, LONGEST_BODY) + "…";
    }

    static NacosRequestException unanswered(String line, String address, Exception cause) {
        return new NacosRequestException(
                Kind.UNREACHABLE, line + " got no answer from " + address + ": " + why(cause), 0, why(cause), cause);
    }

    private static String why(Exception cause) {
        if (isFrom(cause, UnresolvedAddressException.class) || isFrom(cause, UnknownHostException.class)) {
            return "this host is not known";
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return "it does not take the connection";
        }
        if (cause instanceof HttpTimeoutException) {
            return Objects.requireNonNullElse(cause.getMessage(), "it took too long");
        }
        String said = String.valueOf(cause.getMessage());
        if (said.contains(NO_STATUS_LINE)) {
            return "what is there speaks no HTTP/1.1, as the gRPC ports of Nacos, 1000 above the server's";
        }
        return cause instanceof ConnectException ? "nobody takes the connection there" : cause.toString();
    }

    private static boolean isFrom(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The same, known to be of another kind. */
    NacosRequestException as(Kind other, String newDetail) {
        return new NacosRequestException(
                other, Objects.requireNonNullElse(getMessage(), newDetail), status, newDetail, this);
    }

    private static Kind kindOf(int status) {
        return switch (status) {
            case 401, 403 -> Kind.DENIED;
            case 404 -> Kind.ABSENT;
            default -> Kind.REFUSED;
        };
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** What the server says, in its words, without the request; or why there was no answer. */
    public String detail() {
        return detail;
    }

    /** The HTTP status, 0 when there was no answer. */
    public int status() {
        return status;
    }
}
