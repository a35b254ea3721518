package io.github.dubbogray.it.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.MethodConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.apache.dubbo.rpc.protocol.tri.CancelableStreamObserver;
import org.apache.dubbo.rpc.service.GenericService;

/**
 * A consumer in a process of its own that makes {@code load.calls} calls of each of the {@link Kind}s in {@code load.kinds}
 * to a {@link BufferProvider} and prints after each what {@link LeakCount} has counted so far. It runs without the jars too.
 */
public final class BufferLoad {

    /** What a line of figures begins with. */
    public static final String FIGURES = "figures ";

    private static final int THREADS = 8;
    private static final int HASTY_MILLIS = 100;
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int MESSAGES = 20;
    private static final String[] STRING = {String.class.getName()};

    private final LinkService service;
    private final GenericService generic;

    private BufferLoad(LinkService service, GenericService generic) {
        this.service = service;
        this.generic = generic;
    }

    /** A way to call, and to fail. */
    public enum Kind {
        SYNC,
        ASYNC,
        SWITCHED,
        GENERIC,
        FAILING,
        ONE_WAY,
        SERVER_STREAM,
        BIDIRECTIONAL,
        UNKNOWN_METHOD,
        CANCELLED,
        LATE_ASYNC,
        LATE,
        BIDIRECTIONAL_REFUSED,
        BIDIRECTIONAL_CANCELLED
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        LeakCount.collectGarbage();
        ApplicationModel application = new FrameworkModel().newApplication();
        application
                .modelEnvironment()
                .updateAppConfigMap(
                        new HashMap<>(Map.of("dubbo.application.service-discovery.migration", "FORCE_APPLICATION")));
        ApplicationConfig config = new ApplicationConfig("buffer-load");
        config.setQosEnable(false);
        ReferenceConfig<LinkService> typed = reference(application);
        typed.setMethods(List.of(hasty("late"), oneWay()));
        ReferenceConfig<GenericService> generic = reference(application);
        generic.setGeneric("true");
        DubboBootstrap.getInstance(application)
                .application(config)
                .registry(new RegistryConfig(System.getProperty("probe.registry")))
                .reference(typed)
                .reference(generic)
                .start();
        BufferLoad load = new BufferLoad(typed.get(), generic.get());
        for (String kind : System.getProperty("load.kinds").split(",", -1)) {
            load.make(Kind.valueOf(kind), Integer.getInteger("load.calls"));
        }
        System.out.println(ProbeCalls.END);
        System.exit(0);
    }

    private void make(Kind kind, int calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            String message = "call-" + call;
            all.add(threads.submit(() -> {
                call(kind, message);
                return message;
            }));
        }
        int failed = 0;
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failed++;
            }
        }
        threads.shutdown();
        TimeUnit.SECONDS.sleep(2); // late answers, and two collections
        System.out.println(FIGURES + kind + " calls " + calls + " failed " + failed + " consumer "
                + LeakCount.reported() + " provider " + service.sync(BufferProvider.LEAKS));
    }

    private void call(Kind kind, String message) throws Exception {
        switch (kind) {
            case SYNC -> service.sync(message);
            case ASYNC -> service.async(message).get();
            case SWITCHED -> service.switched(message);
            case GENERIC -> generic.$invoke("sync", STRING, new Object[] {message});
            case FAILING -> service.failing(message);
            case ONE_WAY -> service.oneWay(message);
            case SERVER_STREAM -> {
                Answers answers = new Answers(false);
                service.serverStream(message, answers);
                answers.end();
            }
            case BIDIRECTIONAL -> bidirectional(message, new Answers(false));
            case BIDIRECTIONAL_REFUSED -> bidirectional(BufferProvider.REFUSED, new Answers(false));
            case BIDIRECTIONAL_CANCELLED -> bidirectional(message, new Answers(true));
            case UNKNOWN_METHOD -> generic.$invoke("unknown", STRING, new Object[] {message});
            case CANCELLED -> service.async(message).cancel(true);
            case LATE -> service.late(message);
            case LATE_ASYNC ->
                RpcContext.getServiceContext()
                        .<String>asyncCall(() -> service.late(message))
                        .get();
        }
    }

    private void bidirectional(String message, Answers answers) throws Exception {
        StreamObserver<String> messages = service.bidirectional(answers);
        for (int i = 0; i < MESSAGES; i++) {
            messages.onNext(message);
        }
        messages.onCompleted();
        answers.end();
    }

    private static <T> ReferenceConfig<T> reference(ApplicationModel application) {
        ReferenceConfig<T> reference = new ReferenceConfig<>(application.newModule());
        reference.setInterface(LinkService.class);
        reference.setCheck(false);
        reference.setTimeout(TIMEOUT_MILLIS);
        return reference;
    }

    private static MethodConfig hasty(String name) {
        MethodConfig method = new MethodConfig();
        method.setName(name);
        method.setTimeout(HASTY_MILLIS);
        method.setRetries(0);
        return method;
    }

    private static MethodConfig oneWay() {
        MethodConfig method = new MethodConfig();
        method.setName("oneWay");
        method.setReturn(false);
        return method;
    }

    /** Waits for the end of a stream, or cancels it at its first answer. */
    private static final class Answers extends CancelableStreamObserver<String> {

        private final boolean cancels;
        private final CompletableFuture<String> end = new CompletableFuture<>();

        Answers(boolean cancels) {
            this.cancels = cancels;
        }

        void end() throws Exception {
            end.get(10, TimeUnit.SECONDS);
        }

        @Override
        public void onNext(String answer) {
            if (cancels) {
                cancel(new IllegalStateException("enough"));
                end.complete("cancelled");
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            end.complete("completed");
        }
    }
}
