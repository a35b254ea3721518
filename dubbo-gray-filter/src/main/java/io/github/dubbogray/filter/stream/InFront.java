package io.github.dubbogray.filter.stream;

import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.CancellationContext;
import org.apache.dubbo.rpc.protocol.tri.CancelableStreamObserver;
import org.apache.dubbo.rpc.protocol.tri.observer.ClientCallToObserverAdapter;

/** Puts an observer in front of another, which it hands on to. */
public final class InFront {

    private InFront() {}

    /** Returns the observer in front; one that can cancel its stream where the other can. */
    public static <T> StreamObserver<T> of(StreamObserver<T> target, StreamObserver<T> front) {
        return target instanceof CancelableStreamObserver<T> cancelable ? new Cancelable<>(cancelable, front) : front;
    }

    /** Triple looks for this type and hands it what it needs to cancel the stream and to ask for messages. */
    private static final class Cancelable<T> extends CancelableStreamObserver<T> {

        private final CancelableStreamObserver<T> target;
        private final StreamObserver<T> front;

        Cancelable(CancelableStreamObserver<T> target, StreamObserver<T> front) {
            this.target = target;
            this.front = front;
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
            front.onNext(message);
        }

        @Override
        public void onError(Throwable failure) {
            front.onError(failure);
        }

        @Override
        public void onCompleted() {
            front.onCompleted();
        }
    }
}
