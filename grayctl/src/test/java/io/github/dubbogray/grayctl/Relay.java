package io.github.dubbogray.grayctl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A way to a server that can be cut and mended: a port of this machine. */
final class Relay implements AutoCloseable {

    private final String host;
    private final int port;
    private final List<Socket> open = new ArrayList<>();
    private ServerSocket listening;

    /** Begins, to a server at host:port. */
    Relay(String address) throws IOException {
        host = address.substring(0, address.indexOf(':'));
        port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        listening = listen(0);
    }

    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Nobody comes through, as where a server is down. */
    synchronized void cut() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    synchronized void mend() throws IOException {
        listening = listen(listening.getLocalPort());
    }

    private ServerSocket listen(int onPort) throws IOException {
        ServerSocket server = new ServerSocket(onPort, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                connect(server.accept());
            }
        });
        return server;
    }

    private synchronized void connect(Socket caller) throws IOException {
        Socket callee = new Socket(host, port);
        open.add(caller);
        open.add(callee);
        start(() -> copy(caller, callee));
        start(() -> copy(callee, caller));
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | UncheckedIOException cut) {
                // That is what it is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
