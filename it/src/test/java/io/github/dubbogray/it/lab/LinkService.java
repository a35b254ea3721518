package io.github.dubbogray.it.lab;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.dubbo.common.stream.StreamObserver;

/**
 * A service to be called in every way there is. Each answer says which tag arrived here and who served the call it made to
 * the next application, with which tag: {@code canary > backend-v2 canary}.
 */
public interface LinkService {

    /** Answers. */
    String sync(String message);

    /** Answers from a pool of the provider's own, by a wrapped task. */
    CompletableFuture<String> async(String message);

    /** Answers from that pool by Dubbo's own asynchronous context, which is never reset. */
    String switched(String message);

    /** Fails with its answer as the message. */
    String failing(String message);

    /** Answers too late. */
    String late(String message);

    /** Answers too late the first time a message comes. */
    String lateOnce(String message);

    /** Remembers its answer under the message. */
    void oneWay(String message);

    /** Answers twice. */
    void serverStream(String message, StreamObserver<String> answers);

    /** Answers each message, and the end. */
    StreamObserver<String> bidirectional(StreamObserver<String> answers);

    /** Returns what one-way calls left. */
    Map<String, String> remembered();

    /** Returns where code of the library has kept a carrier thread waiting since the last time this was asked. */
    List<String> pinned();

    /** Returns the tags that threads still had between calls, of Dubbo's and of its own pool. */
    List<String> leaks();
}
