package io.github.dubbogray.nacos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether a starting server can be used: server and console say they are ready, and the gRPC port is open. */
final class Readiness {
    private static final int CONNECT_MILLIS = 500;

    private final NacosPorts ports;
    private final NacosApi server;
    private final NacosApi console;

    Readiness(NacosPorts ports) {
        this.ports = ports;
        this.server = new NacosApi("127.0.0.1:" + ports.main());
        this.console = new NacosApi("127.0.0.1:" + ports.console());
    }

    boolean isReached() {
        return answers(server, "/nacos/v3/admin/core/state/readiness")
                && answers(console, "/v3/console/health/readiness")
                && listens(ports.main() + 1_000);
    }

    private static boolean answers(NacosApi api, String path) {
        try {
            api.get(path, Parameters.none());
            return true;
        } catch (NacosRequestException notYet) {
            return false;
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
