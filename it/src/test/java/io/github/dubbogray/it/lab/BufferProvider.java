package io.github.dubbogray.it.lab;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.AsyncContext;
import org.apache.dubbo.rpc.RpcContext;

/** A provider of {@link LinkService} that answers each message with itself. It runs without the jars too. */
public final class BufferProvider implements LinkService {

    /** A message that is answered by what {@link LeakCount} has counted. */
    static final String LEAKS = "leaks";

    /** A message of a stream that ends it, whatever follows. */
    static final String REFUSED = "refused";

    private static final long LATE_MILLIS = 300;

    private BufferProvider() {}

    /** Starts it and keeps it until the process is stopped. */
    public static void main(String[] arguments) {
        LeakCount.collectGarbage();
        ProviderSettings settings = ProviderSettings.ofThisProcess();
        settings.bootstrap()
                .protocol(settings.protocol())
                .service(settings.service(LinkService.class, new BufferProvider()))
                .start();
        settings.keep();
    }

    @Override
    public String sync(String message) {
        return message.equals(LEAKS) ? Long.toString(LeakCount.reported()) : message;
    }

    @Override
    public CompletableFuture<String> async(String message) {
        return CompletableFuture.supplyAsync(() -> message);
    }

    @Override
    public String switched(String message) {
        AsyncContext call = RpcContext.startAsync();
        var unused = CompletableFuture.runAsync(() -> call.write(message));
        return "ignored";
    }

    @Override
    public String failing(String message) {
        throw new IllegalStateException(message);
    }

    @Override
    public String late(String message) {
        sleep();
        return message;
    }

    @Override
    public String lateOnce(String message) {
        return late(message);
    }

    @Override
    public void oneWay(String message) {}

    @Override
    public void serverStream(String message, StreamObserver<String> answers) {
        answers.onNext(message);
        answers.onNext(message);
        answers.onCompleted();
    }

    @Override
    public StreamObserver<String> bidirectional(StreamObserver<String> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(String message) {
                if (message.equals(REFUSED)) {
                    answers.onError(new IllegalStateException(REFUSED));
                } else {
                    answers.onNext(message);
                }
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        };
    }

    @Override
    public Map<String, String> remembered() {
        return Map.of();
    }

    @Override
    public List<String> pinned() {
        return List.of();
    }

    @Override
    public List<String> leaks() {
        return List.of();
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
