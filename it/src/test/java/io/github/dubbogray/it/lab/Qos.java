package io.github.dubbogray.it.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.apache.dubbo.qos.server.Server;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Dubbo's QoS server for an application of this JVM, on a free port of this machine. */
public final class Qos implements AutoCloseable {

    private final Server server;

    private Qos(Server server) {
        this.server = server;
    }

    /** Starts one. */
    public static Qos of(ApplicationModel application) {
        Server server = new Server(application.getFrameworkModel());
        server.setHost("127.0.0.1");
        server.setPort(freePort());
        server.setAcceptForeignIp(false);
        server.setAcceptForeignIpWhitelist("");
        server.setAnonymousAccessPermissionLevel("PUBLIC");
        server.setAnonymousAllowCommands("");
        try {
            server.start();
        } catch (Throwable e) {
            throw new IllegalStateException("no QoS server", e);
        }
        return new Qos(server);
    }

    /** Returns where it listens, as host:port. */
    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
