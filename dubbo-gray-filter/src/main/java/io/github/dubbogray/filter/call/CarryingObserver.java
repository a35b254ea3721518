package io.github.dubbogray.filter.call;

import io.github.dubbogray.filter.context.Carried;
import io.github.dubbogray.filter.context.RequestScope;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.CancellationContext;
import org.apache.dubbo.rpc.protocol.tri.CancelableStreamObserver;
import org.apache.dubbo.rpc.protocol.tri.observer.ClientCallToObserverAdapter;

/** Handles each message of a stream with the context of the call that began it; Dubbo runs it on threads of its own. */
record CarryingObserver<T>(StreamObserver<T> target, Carried context) implements StreamObserver<T> {

    /** Returns the same observer with a context; one that can cancel its stream still can. */
    static <T> StreamObserver<T> of(StreamObserver<T> target, Carried context) {
        CarryingObserver<T> carrying = new CarryingObserver<>(target, context);
        return target instanceof CancelableStreamObserver<T> cancelable
                ? new Cancelable<>(cancelable, carrying)
                : carrying;
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

    /** Triple looks for this type and hands it what it needs to cancel the stream and to ask for messages. */
    private static final class Cancelable<T> extends CancelableStreamObserver<T> {

        private final CancelableStreamObserver<T> target;
        private final CarryingObserver<T> carrying;

        Cancelable(CancelableStreamObserver<T> target, CarryingObserver<T> carrying) {
            this.target = target;
            this.carrying = carrying;
        }

        @Override
        public void setCancellationContext(CancellationContext cancellation) {
            target.setCancellationContext(cancellation);
        }

        @Override
        public CancellationContext getCancellationContext() {
            return target.getCancellationContext();
        }

        @Override
        public void cancel(Throwable cause) {
            target.cancel(cause);
        }

        @Override
        public void beforeStart(ClientCallToObserverAdapter<T> call) {
            target.beforeStart(call);
        }

        @Override
        public void startRequest() {
            target.startRequest();
        }

        @Override
        public void onNext(T message) {
            carrying.onNext(message);
        }

        @Override
        public void onError(Throwable failure) {
            carrying.onError(failure);
        }

        @Override
        public void onCompleted() {
            carrying.onCompleted();
        }
    }
}
