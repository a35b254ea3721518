package io.github.dubbogray.observability.qos;

import io.github.dubbogray.testing.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.dubbo.qos.server.Server;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** Dubbo's own QoS server of a framework, on a free port, with who asks it. */
public final class QosPort implements AutoCloseable {

    private static final String PROMPT = "dubbo>";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Server server;
    private final int port;

    public QosPort(FrameworkModel framework) throws Exception {
        server = new Server(framework);
        port = FreePort.find();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setAcceptForeignIp(false);
        server.setAcceptForeignIpWhitelist("");
        server.setAnonymousAccessPermissionLevel("PUBLIC");
        server.setAnonymousAllowCommands("");
        try {
            server.start();
        } catch (Throwable e) {
            throw new IllegalStateException("no QoS server", e);
        }
    }

    /** Returns what one line is answered with on a connection of its own, without the prompt. */
    public String telnet(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            byte[] some = new byte[8_192];
            while (!text.toString().endsWith(PROMPT)) {
                int read = in.read(some);
                if (read < 0) {
                    throw new IOException("closed after " + text);
                }
                text.append(new String(some, 0, read, StandardCharsets.UTF_8));
            }
            return text.substring(0, text.length() - PROMPT.length()).strip();
        }
    }

    /** Returns what a GET of a path is answered with. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    /** Returns the same for arguments, each a parameter of the same name. */
    public HttpResponse<String> get(String command, String... args) throws IOException, InterruptedException {
        return get("/" + command + "?" + form(args));
    }

    /** Returns the same for a POST of a form. */
    public HttpResponse<String> post(String command, String... args) throws IOException, InterruptedException {
        return CLIENT.send(
                request("/" + command)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(args)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static String form(String... args) {
        return Arrays.stream(args)
                .map(arg -> "a=" + URLEncoder.encode(arg, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        server.stop();
    }
}
