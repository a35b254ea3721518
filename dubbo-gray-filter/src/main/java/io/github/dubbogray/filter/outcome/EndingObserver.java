package io.github.dubbogray.filter.outcome;

import io.github.dubbogray.filter.stream.InFront;
import org.apache.dubbo.common.stream.StreamObserver;

/** Tells how a stream ends, before who observes it learns of that. */
record EndingObserver<T>(StreamObserver<T> target, ObservedStream stream) implements StreamObserver<T> {

    /** Returns the same observer; one that can cancel its stream still can. */
    static <T> StreamObserver<T> of(StreamObserver<T> target, ObservedStream stream) {
        return InFront.of(target, new EndingObserver<>(target, stream));
    }

    @Override
    public void onNext(T message) {
        target.onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
        stream.failed(failure);
        target.onError(failure);
    }

    @Override
    public void onCompleted() {
        stream.succeeded();
        target.onCompleted();
    }
}
