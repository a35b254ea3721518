package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Another address of a Nacos on loopback, main port and gRPC port, that counts what its clients send, and can be a bad network
 * to them: slow, broken, or one that swallows everything.
 */
public final class Relay implements AutoCloseable {

    private static final int GRPC = 1_000;
    private static final int TRIES = 100;

    private final int port;
    private final List<ServerSocket> doors;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LongAdder sent = new LongAdder();
    private final Weather weather = new Weather();

    private Relay(int port, List<ServerSocket> doors) {
        this.port = port;
        this.doors = doors;
    }

    /** Opens a relay to the Nacos at {@code host:port}. */
    public static Relay to(String serverAddress) {
        int target = Integer.parseInt(serverAddress.substring(serverAddress.indexOf(':') + 1));
        Relay relay = Stream.generate(FreePort::choose)
                .limit(TRIES)
                .flatMap(port -> listening(port).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no two free ports that are " + GRPC + " apart"));
        relay.threads.execute(() -> relay.accept(relay.doors.get(0), target));
        relay.threads.execute(() -> relay.accept(relay.doors.get(1), target + GRPC));
        return relay;
    }

    /** Returns host and port as Nacos clients want it. */
    public String serverAddress() {
        return "127.0.0.1:" + port;
    }

    /** Returns how many bytes clients have sent to the server. */
    public long sentBytes() {
        return sent.sum();
    }

    /** Whatever comes from now on, in either direction, comes so much later. */
    public void delay(Duration delay) {
        weather.delay(delay);
    }

    /** Connections are accepted, and nothing comes through in either direction, until {@link #heal}. */
    public void swallow() {
        weather.swallow();
    }

    /** Breaks all connections; new ones are as good as those before. */
    public void cut() {
        List.copyOf(sockets).forEach(Relay::close);
    }

    /** What was held comes through, and all is well from now on. */
    public void heal() {
        weather.heal();
    }

    /** What happens to what passes. */
    private static final class Weather {

        /** Guarded by this, as the next. */
        private boolean isSwallowing;

        private Duration delay = Duration.ZERO;

        private synchronized void delay(Duration other) {
            delay = other;
        }

        private synchronized void swallow() {
            isSwallowing = true;
        }

        private synchronized void heal() {
            isSwallowing = false;
            delay = Duration.ZERO;
            notifyAll();
        }

        private void pass() throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(delayOnceOpen().toNanos());
        }

        private synchronized Duration delayOnceOpen() throws InterruptedException {
            while (isSwallowing) {
                wait();
            }
            return delay;
        }
    }

    @Override
    public void close() {
        doors.forEach(Relay::close);
        sockets.forEach(Relay::close);
        threads.shutdownNow();
    }

    /** Nobody but chance keeps the second port free. */
    private static Optional<Relay> listening(int port) {
        List<ServerSocket> doors = new ArrayList<>();
        try {
            for (int door : List.of(port, port + GRPC)) {
                doors.add(new ServerSocket(door, 0, InetAddress.getLoopbackAddress()));
            }
            return Optional.of(new Relay(port, doors));
        } catch (IOException | IllegalArgumentException taken) {
            doors.forEach(Relay::close);
            return Optional.empty();
        }
    }

    private void accept(ServerSocket door, int target) {
        try {
            while (true) {
                Socket client = door.accept();
                sockets.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(server);
                threads.execute(() -> pump(client, server, sent));
                threads.execute(() -> pump(server, client, new LongAdder()));
            }
        } catch (IOException closed) {
            close(door);
        }
    }

    private void pump(Socket from, Socket to, LongAdder count) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                count.add(length);
                weather.pass();
                out.write(buffer, 0, length);
            }
        } catch (IOException | InterruptedException ended) {
            // Either side may end a connection at any time, and both are closed then.
            return;
        } finally {
            List.of(from, to).forEach(socket -> {
                close(socket);
                sockets.remove(socket);
            });
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + closeable, e);
        }
    }
}
