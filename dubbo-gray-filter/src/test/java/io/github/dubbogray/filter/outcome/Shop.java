package io.github.dubbogray.filter.outcome;

import java.util.concurrent.CompletableFuture;
import org.apache.dubbo.common.stream.StreamObserver;

/** What is called, and answers as it is told to. */
public interface Shop {

    String getPrice(String message);

    CompletableFuture<String> getLater(String message);

    void getStream(String message, StreamObserver<String> answers);

    void putNote(String message);

    Object getThing(String message);
}
