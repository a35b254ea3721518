package io.github.dubbogray.nacos.embedded;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nacos servers that keep one set of data among them (Raft, in their embedded databases), each in a process of its own on
 * loopback. Of three, one may fail; without two of them nothing can be published.
 */
public final class EmbeddedNacosCluster implements AutoCloseable {

    private final List<EmbeddedNacos> nodes;

    private EmbeddedNacosCluster(List<EmbeddedNacos> nodes) {
        this.nodes = nodes;
    }

    /** Starts servers on free ports with temporary homes and returns when all are ready, telling each step to {@code progress}. */
    public static EmbeddedNacosCluster start(int size, Consumer<String> progress) {
        List<NacosPorts> ports = choose(size);
        String members = ports.stream().map(each -> "127.0.0.1:" + each.main()).collect(Collectors.joining(","));
        ExecutorService threads = Executors.newFixedThreadPool(size);
        try {
            // At the same time: none is ready before most are there.
            List<CompletableFuture<EmbeddedNacos>> starts = ports.stream()
                    .map(each -> CompletableFuture.supplyAsync(
                            () -> EmbeddedNacos.start(optionsOf(each, members), progress), threads))
                    .toList();
            return new EmbeddedNacosCluster(joined(starts));
        } finally {
            threads.shutdown();
        }
    }

    /** All of them, or none is left running. */
    private static List<EmbeddedNacos> joined(List<CompletableFuture<EmbeddedNacos>> starts) {
        List<EmbeddedNacos> started = new ArrayList<>();
        NacosStartException failure = null;
        for (CompletableFuture<EmbeddedNacos> start : starts) {
            try {
                started.add(start.join());
            } catch (CompletionException e) {
                failure = e.getCause() instanceof NacosStartException known
                        ? known
                        : new NacosStartException("a node of the cluster does not start: " + e.getCause());
            }
        }
        if (failure != null) {
            started.forEach(EmbeddedNacos::close);
            throw failure;
        }
        return List.copyOf(started);
    }

    private static NacosOptions optionsOf(NacosPorts ports, String members) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("nacos.standalone", "false");
        properties.put("embeddedStorage", "true");
        properties.put("nacos.member.list", members);
        // A new cluster has nothing of earlier releases, and asks for it before there is a leader who could answer.
        properties.put("nacos.config.namespace.compatible.mode", "false");
        properties.put("nacos.config.gray.compatible.model", "false");
        return NacosOptions.defaults()
                .withPort(ports.main())
                .withConsolePort(ports.console())
                .withSystemProperties(properties);
    }

    private static List<NacosPorts> choose(int size) {
        List<NacosPorts> chosen = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        while (chosen.size() < size) {
            NacosPorts next = NacosPorts.choose(
                    NacosOptions.defaults(),
                    port -> !taken.contains(port) && NacosPorts.isFree(port),
                    RandomGenerator.getDefault());
            chosen.add(next);
            taken.addAll(next.all());
        }
        return chosen;
    }

    /** Its servers, in no order; each can be killed and started again. */
    public List<EmbeddedNacos> nodes() {
        return nodes;
    }

    /** Hosts and ports of all, as Nacos clients want them: {@code 127.0.0.1:8848,127.0.0.1:8858}. */
    public String serverAddresses() {
        return nodes.stream().map(EmbeddedNacos::serverAddress).collect(Collectors.joining(","));
    }

    /** Its servers that run now. */
    public Stream<EmbeddedNacos> alive() {
        return nodes.stream().filter(EmbeddedNacos::isAlive);
    }

    @Override
    public void close() {
        nodes.forEach(EmbeddedNacos::close);
    }
}
