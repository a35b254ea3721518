package io.github.dubbogray.it.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A port in front of another one that can be shut: then no connection is taken, and those that there were have ended. */
final class Gate {

    private final int port;
    private final int behind;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(Gate::daemon);

    /** Guarded by this; null while the gate is shut. */
    private @Nullable ServerSocket door;

    /** Is shut at first. */
    Gate(int port, int behind) {
        this.port = port;
        this.behind = behind;
    }

    /** Opens it, if it is shut. */
    synchronized void open() {
        if (door != null) {
            return;
        }
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = opened;
            threads.execute(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + port, e);
        }
    }

    /** Shuts it, if it is open. */
    synchronized void shut() {
        ServerSocket opened = door;
        if (opened != null) {
            door = null;
            close(opened);
            sockets.forEach(Gate::close);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
                sockets.add(client);
                sockets.add(server);
                threads.execute(() -> pump(client, server));
                threads.execute(() -> pump(server, client));
                if (opened.isClosed()) { // shut in between
                    close(client);
                    close(server);
                }
            } catch (IOException shut) {
                close(opened);
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try {
            from.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
            }
        } catch (IOException ended) {
            // Either side may end a connection at any time, and both are closed then.
            return;
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close " + closeable, e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "gate");
        thread.setDaemon(true);
        return thread;
    }
}
