package io.github.dubbogray.it.lab;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.RpcException;

/** Calls of every kind at once over shared threads, tagged and not, and what was wrong with them. */
public final class LinkStorm implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int WAIT_SECONDS = 60;
    private static final String[] STRING = {String.class.getName()};

    /** One in so many calls takes its whole time-out. */
    private static final int LATE_SHARE = 97;

    private static final List<Traffic> TRAFFIC = List.of(
            new Traffic("", "- > backend-v1 -"),
            new Traffic("canary", "canary > backend-v2 canary"),
            new Traffic("version=v2", "version=v2 > backend-v2 version=v2"),
            new Traffic("stable", "stable > backend-v1 stable"));

    private final LinkService service;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Kind> lateKinds;
    private final ExecutorService threads;
    private final Map<String, String> oneWayCalls = new ConcurrentHashMap<>();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    /** A tag, or none, and what front and backend answer then. */
    private record Traffic(String tag, String expected) {}

    /** A way to call; gives the answer. */
    @FunctionalInterface
    private interface Kind {
        String call(String message, Traffic traffic) throws Exception;
    }

    /** The streams a protocol has. */
    public enum Streams {
        NONE,
        BOTH_WAYS
    }

    /** Makes calls of a consumer on platform threads. */
    public LinkStorm(LinkConsumer consumer, Streams streams) {
        this(consumer, streams, Threads.PLATFORM);
    }

    /** Makes calls of a consumer. */
    public LinkStorm(LinkConsumer consumer, Streams streams, Threads on) {
        this.threads = on.pool(THREADS);
        this.service = consumer.service();
        kinds.addAll(List.of(
                (message, traffic) -> service.sync(message),
                this::asynchronous,
                (message, traffic) -> service.switched(message),
                (message, traffic) -> (String) consumer.generic().$invoke("sync", STRING, new Object[] {message}),
                this::failing,
                this::cancelled,
                this::oneWay));
        // Dubbo itself does not retry a call of Triple that timed out.
        lateKinds = streams == Streams.NONE ? List.of(this::late, this::retried) : List.of(this::late);
        if (streams == Streams.BOTH_WAYS) {
            kinds.addAll(List.of(this::serverStream, this::bidirectional));
        }
    }

    /** Makes calls and returns what was wrong with them. */
    public List<String> make(int calls) throws InterruptedException, ExecutionException {
        List<Future<List<String>>> parts = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            parts.add(threads.submit(() -> part(first, calls)));
        }
        List<String> wrong = new ArrayList<>();
        for (Future<List<String>> part : parts) {
            wrong.addAll(part.get());
        }
        return wrong;
    }

    /** Returns the one-way calls that did not yet arrive as they should. */
    public Map<String, String> missingOneWayCalls() {
        Map<String, String> missing = new TreeMap<>(oneWayCalls);
        missing.entrySet().removeAll(service.remembered().entrySet());
        return missing;
    }

    /** Returns the tags that threads of this side still had where they should have none. */
    public List<String> leaks() {
        return List.copyOf(leaks);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private List<String> part(int first, int calls) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (int call = first; call < calls; call += THREADS) {
            String message = "call-" + call;
            Traffic traffic = TRAFFIC.get((call / THREADS) % TRAFFIC.size());
            int way = call / THREADS / TRAFFIC.size();
            Kind kind = call % LATE_SHARE == 0 ? lateKinds.get(way % lateKinds.size()) : kinds.get(way % kinds.size());
            String answer = traffic.tag().isEmpty()
                    ? kind.call(message, traffic)
                    : GrayContext.call(traffic.tag(), () -> kind.call(message, traffic));
            if (!answer.equals(traffic.expected())) {
                wrong.add(message + " with tag '" + traffic.tag() + "' answered " + answer);
            }
            look();
        }
        return wrong;
    }

    /** The stage runs on a thread of Dubbo's or on this one, which has the tag of this call. */
    private String asynchronous(String message, Traffic traffic) throws Exception {
        return GrayContext.wrap(service.async(message))
                .thenApplyAsync(answer -> here().equals(traffic.tag()) ? answer : answer + ", seen with " + here())
                .get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private String failing(String message, Traffic traffic) {
        try {
            return "no failure but " + service.failing(message);
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage()).contains(traffic.expected()) ? traffic.expected() : e.toString();
        }
    }

    private String cancelled(String message, Traffic traffic) {
        CompletableFuture<String> answer = service.async(message);
        answer.cancel(true);
        return traffic.expected();
    }

    private String late(String message, Traffic traffic) {
        try {
            return "no time-out but " + service.late(message);
        } catch (RpcException e) {
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("timeout")
                    ? traffic.expected()
                    : e.toString();
        }
    }

    private String retried(String message, Traffic traffic) {
        return service.lateOnce(message);
    }

    private String oneWay(String message, Traffic traffic) {
        service.oneWay(message);
        oneWayCalls.put(message, traffic.expected());
        return traffic.expected();
    }

    private String serverStream(String message, Traffic traffic) throws Exception {
        Answers answers = new Answers(traffic);
        service.serverStream(message, answers);
        return answers.all();
    }

    private String bidirectional(String message, Traffic traffic) throws Exception {
        Answers answers = new Answers(traffic);
        StreamObserver<String> messages = service.bidirectional(answers);
        messages.onNext(message);
        messages.onNext(message);
        messages.onCompleted();
        return answers.all();
    }

    private void look() {
        if (!here().isEmpty()) {
            leaks.add(Thread.currentThread().getName() + " " + here());
        }
    }

    private static String here() {
        return GrayContext.tag().map(Tag::text).orElse("");
    }

    /** The answers of a stream, which all should be the expected one, handled with the caller's tag. */
    private static final class Answers implements StreamObserver<String> {

        private final Traffic traffic;
        private final CompletableFuture<String> all = new CompletableFuture<>();

        /** Of Dubbo's thread that handles this stream. */
        private String wrong = "";

        Answers(Traffic traffic) {
            this.traffic = traffic;
        }

        String all() throws Exception {
            return all.get(WAIT_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void onNext(String answer) {
            if (!answer.equals(traffic.expected()) || !here().equals(traffic.tag())) {
                wrong += answer + ", seen with " + here() + "; ";
            }
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            all.complete(wrong.isEmpty() ? traffic.expected() : wrong);
        }
    }
}
