package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.AsyncContext;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/** Serves {@link LinkService}; with a next hop it asks that one too, and answers with both tags, as {@code canary>canary}. */
public final class LinkServer implements LinkService {

    static final String NONE = "-";

    private final ExecutorService pool;
    private final Map<String, String> remembered = new ConcurrentHashMap<>();
    private volatile @Nullable LinkService next;

    LinkServer(ExecutorService pool) {
        this.pool = pool;
    }

    void callOn(LinkService service) {
        next = service;
    }

    /** Returns the tag of this thread, {@link #NONE} if it has none. */
    public static String here() {
        return GrayContext.tag().map(Tag::text).orElse(NONE);
    }

    @Override
    public String sync(String message) {
        return tags(message);
    }

    @Override
    public String failing(String message) {
        throw new IllegalStateException(tags(message));
    }

    @Override
    public String slow(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return tags("slow");
    }

    @Override
    public CompletableFuture<String> async(String message) {
        return CompletableFuture.supplyAsync(GrayContext.wrapSupplier(() -> tags(message)), pool);
    }

    @Override
    public String switched(String message) {
        AsyncContext call = RpcContext.startAsync();
        pool.execute(() -> {
            call.signalContextSwitch();
            call.write(tags(message)); // as in Dubbo's own examples, nobody resets the context
        });
        return "ignored";
    }

    @Override
    public void oneWay(String message) {
        remembered.put(message, tags(message));
    }

    @Override
    public String remembered(String message) {
        return remembered.getOrDefault(message, "");
    }

    @Override
    public void serverStream(String message, StreamObserver<String> answers) {
        answers.onNext(tags(message));
        answers.onNext(tags(message));
        answers.onCompleted();
    }

    @Override
    public StreamObserver<String> bidirectional(StreamObserver<String> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(String message) {
                answers.onNext(tags(message));
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                answers.onNext(tags("end"));
                answers.onCompleted();
            }
        };
    }

    @Override
    public List<String> callBack(String message, LinkCallback callback) {
        return List.of(callback.called(message), callback.called(message));
    }

    @Override
    public List<String> attachments(String message) {
        return RpcContext.getServerAttachment().getObjectAttachments().entrySet().stream()
                .map(attachment -> attachment.getKey() + "=" + attachment.getValue())
                .sorted()
                .toList();
    }

    @Override
    public String responding(String message) {
        RpcContext.getServerResponseContext().setAttachment("word", message);
        return tags(message);
    }

    private String tags(String message) {
        LinkService onward = next;
        return onward == null ? here() : here() + ">" + onward.sync(message);
    }
}
