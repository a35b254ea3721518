package io.github.dubbogray.it.attack;

import io.github.dubbogray.it.attack.Forgery.Field;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HTTP/1.1 by hand, since clients refuse to send what attackers send. One connection for each request. */
final class RawHttp1 {

    private static final int PATIENCE_MILLIS = 10_000;

    private RawHttp1() {}

    /** Sends a GET request with its fields in UTF-8, and returns the answer, head and all, as ISO-8859-1. */
    static String get(int port, String target, Forgery.Request forged) throws IOException {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        append(request, forged.headers());
        request.append("Connection: close\r\n");
        if (forged.trailers().isEmpty()) {
            request.append("\r\n");
        } else {
            request.append("Transfer-Encoding: chunked\r\n\r\n0\r\n");
            append(request, forged.trailers());
            request.append("\r\n");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            return answer(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static void append(StringBuilder request, List<Field> fields) {
        fields.forEach(field ->
                request.append(field.name()).append(": ").append(field.value()).append("\r\n"));
    }

    /** Reads until the testimony has ended or the server is done: not every server closes when asked to. */
    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            answer.write(octet);
            if (octet == '}' || isRefusal(answer)) {
                break;
            }
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** Returns whether this is exactly a status line that is not 200. */
    private static boolean isRefusal(ByteArrayOutputStream answer) {
        return answer.size() == "HTTP/1.1 400".length()
                && !answer.toString(StandardCharsets.ISO_8859_1).equals("HTTP/1.1 200");
    }
}
