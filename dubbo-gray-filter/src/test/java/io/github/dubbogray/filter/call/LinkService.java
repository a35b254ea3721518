package io.github.dubbogray.filter.call;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.dubbo.common.stream.StreamObserver;

/** A service that says which tag arrived, in every way a Dubbo call can be made; each answer names the thread's tag. */
public interface LinkService {

    /** Returns the tag. */
    String sync(String message);

    /** Fails, with the tag in its message. */
    String failing(String message);

    /** Answers too late. */
    String slow(long millis);

    /** Returns the tag seen by a wrapped task in the provider's own pool. */
    CompletableFuture<String> async(String message);

    /** Returns the tag seen on a thread that {@code AsyncContext.signalContextSwitch} switched. */
    String switched(String message);

    /** Remembers the tag under the message; see {@link #remembered}. */
    void oneWay(String message);

    /** Returns the tag remembered for a message, or null. */
    String remembered(String message);

    /** Sends the tag twice. */
    void serverStream(String message, StreamObserver<String> answers);

    /** Sends the tag for each message and for the end. */
    StreamObserver<String> bidirectional(StreamObserver<String> answers);

    /** Calls back, twice, and returns the answers. */
    List<String> callBack(String message, LinkCallback callback);

    /** Returns the names of the attachments that arrived. */
    List<String> attachments(String message);

    /** Says a word to the caller in the answer's attachments. */
    String responding(String message);
}
