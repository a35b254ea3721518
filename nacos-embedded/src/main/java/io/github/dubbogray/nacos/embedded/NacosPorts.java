package io.github.dubbogray.nacos.embedded;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The ports of one server: Nacos derives gRPC and Raft ports from the main one, the console has its own. */
record NacosPorts(int main, int console) {
    /** What an option says when the port is to be chosen. */
    static final int CHOOSE = 0;

    // Below the range from which systems give ports to outgoing connections.
    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 30_000;
    private static final int TRIES = 1_000;

    NacosPorts {
        if (main <= 1_000 || main + 1_001 > 65_535) {
            throw new IllegalArgumentException("main port has no room for main-1000 and main+1001: " + main);
        }
        if (console <= 0 || console > 65_535) {
            throw new IllegalArgumentException("console port is out of range: " + console);
        }
        if (derivedFrom(main).contains(console)) {
            throw new IllegalArgumentException("console port " + console + " is taken by main port " + main);
        }
    }

    /** Fills in what the options leave open; throws {@link IllegalStateException} when a wanted port is taken. */
    static NacosPorts choose(NacosOptions options, IntPredicate isFree, RandomGenerator random) {
        int main = options.port() != CHOOSE
                ? options.port()
                : IntStream.generate(() -> random.nextInt(LOWEST, HIGHEST))
                        .limit(TRIES)
                        .filter(port -> !derivedFrom(port).contains(options.consolePort()))
                        .filter(port -> derivedFrom(port).stream().allMatch(isFree::test))
                        .findFirst()
                        .orElseThrow(NacosPorts::noneFree);
        int console = options.consolePort() != CHOOSE
                ? options.consolePort()
                : IntStream.generate(() -> random.nextInt(LOWEST, HIGHEST))
                        .limit(TRIES)
                        .filter(port -> !derivedFrom(main).contains(port))
                        .filter(isFree)
                        .findFirst()
                        .orElseThrow(NacosPorts::noneFree);
        NacosPorts ports = new NacosPorts(main, console);
        List<Integer> taken = ports.taken(isFree);
        if (!taken.isEmpty()) {
            throw new IllegalStateException("Nacos on port " + main + " needs ports that are taken: " + taken);
        }
        return ports;
    }

    /** Whether nothing listens on the port, on any address. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    List<Integer> taken(IntPredicate isFree) {
        return all().stream().filter(port -> !isFree.test(port)).toList();
    }

    List<Integer> all() {
        return IntStream.concat(derivedFrom(main).stream().mapToInt(Integer::intValue), IntStream.of(console))
                .boxed()
                .toList();
    }

    /** Main, gRPC for clients, gRPC between servers, Raft. */
    private static List<Integer> derivedFrom(int main) {
        return List.of(main, main + 1_000, main + 1_001, main - 1_000);
    }

    private static IllegalStateException noneFree() {
        return new IllegalStateException("no free ports between " + LOWEST + " and " + HIGHEST);
    }
}
