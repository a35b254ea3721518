package io.github.dubbogray.filter.call;

import io.github.dubbogray.filter.context.Carried;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.filter.stream.InFront;
import org.apache.dubbo.common.stream.StreamObserver;

/** Handles each message of a stream with the context of the call that began it; Dubbo runs it on threads of its own. */
record CarryingObserver<T>(StreamObserver<T> target, Carried context) implements StreamObserver<T> {

    /** Returns the same observer with a context; one that can cancel its stream still can. */
    static <T> StreamObserver<T> of(StreamObserver<T> target, Carried context) {
        return InFront.of(target, new CarryingObserver<>(target, context));
    }

    @Override
    public void onNext(T message) {
        try (RequestScope scope = context.enter()) {
            target.onNext(message);
        }
    }

    @Override
    public void onError(Throwable failure) {
        try (RequestScope scope = context.enter()) {
            target.onError(failure);
        }
    }

    @Override
    public void onCompleted() {
        try (RequestScope scope = context.enter()) {
            target.onCompleted();
        }
    }
}
