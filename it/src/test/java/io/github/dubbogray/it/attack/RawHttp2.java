package io.github.dubbogray.it.attack;

import io.github.dubbogray.it.attack.Forgery.Field;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * HTTP/2 in cleartext by hand, with names and values that no client would send: header fields are literals without any
 * compression, and of the answer only the data are looked at. One connection for each request.
 */
final class RawHttp2 {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;

    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;

    private static final int STREAM = 1;
    private static final int LONGEST_SHORT_LENGTH = 126;

    private RawHttp2() {}

    /**
     * Sends a request and returns its answer's data as ISO-8859-1, empty if the server refused it.
     *
     * @param trailers fields behind the data; none if empty
     */
    static String send(int port, List<Field> fields, byte[] data, List<Field> trailers) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
        frame(request, SETTINGS, 0, 0, new byte[0]);
        boolean headOnly = data.length == 0 && trailers.isEmpty();
        frame(request, HEADERS, END_HEADERS | (headOnly ? END_STREAM : 0), STREAM, block(fields));
        if (!headOnly) {
            frame(request, DATA, trailers.isEmpty() ? END_STREAM : 0, STREAM, data);
        }
        if (!trailers.isEmpty()) {
            frame(request, HEADERS, END_HEADERS | END_STREAM, STREAM, block(trailers));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.toByteArray());
            return answer(socket);
        }
    }

    private static String answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        boolean ended = false;
        while (!ended) {
            try {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                in.readInt(); // the stream: there is one
                byte[] payload = in.readNBytes(length);
                if (type == DATA) {
                    data.writeBytes(payload);
                } else if (type == SETTINGS && (flags & ACK) == 0) {
                    ByteArrayOutputStream agreed = new ByteArrayOutputStream();
                    frame(agreed, SETTINGS, ACK, 0, new byte[0]);
                    socket.getOutputStream().write(agreed.toByteArray());
                }
                ended = type == RST_STREAM
                        || type == GOAWAY
                        || ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0);
            } catch (EOFException closed) {
                ended = true;
            }
        }
        return data.toString(StandardCharsets.ISO_8859_1);
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        out.write(0);
        out.write(0);
        out.write(0);
        out.write(stream);
        out.writeBytes(payload);
    }

    /** RFC 7541, 6.2.2: literals that are not indexed, with new names, without Huffman's code. */
    private static byte[] block(List<Field> fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (Field field : fields) {
            block.write(0);
            literal(block, field.name());
            literal(block, field.value());
        }
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length <= LONGEST_SHORT_LENGTH) {
            block.write(octets.length);
        } else {
            block.write(LONGEST_SHORT_LENGTH + 1);
            int rest = octets.length - LONGEST_SHORT_LENGTH - 1;
            for (; rest >= 0x80; rest >>= 7) {
                block.write((rest & 0x7F) | 0x80);
            }
            block.write(rest);
        }
        block.writeBytes(octets);
    }
}
