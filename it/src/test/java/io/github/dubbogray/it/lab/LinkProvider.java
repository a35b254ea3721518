package io.github.dubbogray.it.lab;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.rpc.AsyncContext;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/** A provider of {@link LinkService} as plain Dubbo starts it; the next application serves {@link BackendService}. */
public final class LinkProvider implements LinkService {

    private static final int THREADS = 4;
    private static final long LATE_MILLIS = 600;

    private final ExecutorService pool = Threads.ofThisProcess().pool(THREADS);
    private final Map<String, String> remembered = new ConcurrentHashMap<>();
    private final @Nullable Pinning pinning = Threads.ofThisProcess() == Threads.VIRTUAL ? Pinning.watch() : null;
    private final ReferenceConfig<BackendService> backend;

    private LinkProvider(ReferenceConfig<BackendService> backend) {
        this.backend = backend;
    }

    /** Starts it and keeps it until the process is stopped. */
    public static void main(String[] arguments) {
        LeakReports.dropIfWatched();
        ProviderSettings settings = ProviderSettings.ofThisProcess();
        LinkProvider provider = new LinkProvider(settings.reference(BackendService.class));
        provider.backend.setTimeout(10_000);
        ProtocolConfig protocol = settings.protocol();
        if (Threads.ofThisProcess() == Threads.VIRTUAL) {
            protocol.setThreadpool("virtual");
        }
        settings.bootstrap()
                .protocol(protocol)
                .reference(provider.backend)
                .service(settings.service(LinkService.class, provider))
                .start();
        settings.keep();
    }

    @Override
    public String sync(String message) {
        return answer(message);
    }

    @Override
    public CompletableFuture<String> async(String message) {
        return CompletableFuture.supplyAsync(GrayContext.wrapSupplier(() -> answer(message)), pool);
    }

    @Override
    public String switched(String message) {
        AsyncContext call = RpcContext.startAsync();
        pool.execute(() -> {
            call.signalContextSwitch();
            call.write(answer(message));
        });
        return "ignored";
    }

    @Override
    public String failing(String message) {
        throw new IllegalStateException(answer(message));
    }

    @Override
    public String late(String message) {
        sleep();
        return answer(message);
    }

    @Override
    public String lateOnce(String message) {
        if (remembered.putIfAbsent(message, "") == null) {
            sleep();
        }
        return answer(message);
    }

    @Override
    public void oneWay(String message) {
        remembered.put(message, answer(message));
    }

    @Override
    public void serverStream(String message, StreamObserver<String> answers) {
        answers.onNext(answer(message));
        answers.onNext(answer(message));
        answers.onCompleted();
    }

    @Override
    public StreamObserver<String> bidirectional(StreamObserver<String> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(String message) {
                answers.onNext(answer(message));
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                answers.onNext(answer("end"));
                answers.onCompleted();
            }
        };
    }

    @Override
    public Map<String, String> remembered() {
        return Map.copyOf(remembered);
    }

    @Override
    public List<String> pinned() {
        return pinning == null ? List.of() : pinning.ofOurs();
    }

    @Override
    public List<String> leaks() {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        Callable<String> look = () -> {
            together.await(10, TimeUnit.SECONDS); // or one thread would look twice
            return GrayContext.tag().map(Tag::text).orElse("");
        };
        List<String> leaks = new ArrayList<>(LeakWatch.seen());
        try {
            for (Future<String> thread : pool.invokeAll(Collections.nCopies(THREADS, look))) {
                leaks.add(thread.get());
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot look at the pool's threads", e);
        }
        leaks.removeIf(String::isEmpty);
        return leaks;
    }

    private String answer(String message) {
        String here = GrayContext.tag().map(Tag::text).orElse("-");
        ProbeAnswer next = backend.get().probe(message);
        return here + " > " + next.getInstance() + " " + (next.getTag().isEmpty() ? "-" : next.getTag());
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
