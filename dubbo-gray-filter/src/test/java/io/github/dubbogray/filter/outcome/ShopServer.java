package io.github.dubbogray.filter.outcome;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/** One instance that misbehaves as it is told to. */
public final class ShopServer implements Shop {

    private final String name;
    final Queue<String> tags = new ConcurrentLinkedQueue<>();
    public volatile @Nullable Throwable failure;
    volatile @Nullable CountDownLatch hanging;

    /** What it does besides for each call. */
    public volatile Runnable besides = () -> {};

    ShopServer(String name) {
        this.name = name;
    }

    void behave() {
        failure = null;
        hanging = null;
        besides = () -> {};
        tags.clear();
    }

    @Override
    public String getPrice(String message) {
        return served();
    }

    @Override
    public CompletableFuture<String> getLater(String message) {
        Throwable thrown = failure;
        if (thrown != null) {
            return CompletableFuture.failedFuture(thrown);
        }
        return CompletableFuture.completedFuture(served());
    }

    @Override
    public void getStream(String message, StreamObserver<String> answers) {
        Throwable thrown = failure;
        if (thrown != null) {
            answers.onError(thrown);
            return;
        }
        answers.onNext(served());
        answers.onCompleted();
    }

    @Override
    public Object getThing(String message) {
        served();
        return new Unserializable();
    }

    private static final class Unserializable {}

    @Override
    public void putNote(String message) {
        served();
    }

    private String served() {
        tags.add(String.valueOf(RpcContext.getServerAttachment().getObjectAttachment("x-gray-tag")));
        besides.run();
        CountDownLatch until = hanging;
        if (until != null) {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Throwable thrown = failure;
        if (thrown != null) {
            throw ShopServer.<RuntimeException>asIs(thrown);
        }
        return name;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // nothing is cast: the compiler alone is told
    private static <E extends Throwable> E asIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
