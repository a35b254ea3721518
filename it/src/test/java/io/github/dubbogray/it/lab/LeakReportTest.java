package io.github.dubbogray.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeakReportTest {

    private static final String HEAD =
            "12:00 [worker] ERROR io.netty.util.ResourceLeakDetector - LEAK: ByteBuf.release()"
                    + " was not called before it's garbage-collected.\nRecent access records: \n";

    @Test
    void log_isReadRecordByRecord() {
        String log = "a line\n" + HEAD + """
                #1:
                \tHint: buffer 7
                \tio.netty.A.read(A.java:1)
                \tjava.base/java.lang.Thread.run(Thread.java:2)
                Created at:
                \tio.netty.B.create(B.java:3)
                """ + "another line\n" + HEAD + """
                Created at:
                \tio.netty.C.create(C.java:4)
                """;
        assertThat(LeakReport.in(log))
                .containsExactly(
                        new LeakReport(List.of(
                                List.of(
                                        "Hint: buffer 7",
                                        "io.netty.A.read(A.java:1)",
                                        "java.lang.Thread.run(Thread.java:2)"),
                                List.of("io.netty.B.create(B.java:3)"))),
                        new LeakReport(List.of(List.of("io.netty.C.create(C.java:4)"))));
    }

    @Test
    void bufferThatAFilterAllocated_isOurs() {
        assertThat(created(
                                "io.netty.buffer.Unpooled.directBuffer(Unpooled.java:1)",
                                "io.github.dubbogray.filter.call.InboundTagFilter.invoke(InboundTagFilter.java:2)",
                                "org.apache.dubbo.rpc.Chain.invoke(Chain.java:3)")
                        .isOurs())
                .isTrue();
    }

    @Test
    void bufferThatARouterReadByDubboInAStream_isOurs() {
        assertThat(created(
                                "io.netty.buffer.ByteBufInputStream.read(ByteBufInputStream.java:1)",
                                "org.apache.dubbo.remoting.http12.HttpRequest.inputStream(HttpRequest.java:2)",
                                "java.util.stream.ReferencePipeline.forEach(ReferencePipeline.java:3)",
                                "io.github.dubbogray.router.route.GrayRouter.route(GrayRouter.java:4)")
                        .isOurs())
                .isTrue();
    }

    @Test
    void bufferThatDubboReadBelowAFilter_isDubbos() {
        assertThat(created(
                                "io.netty.buffer.CompositeByteBuf.readBytes(CompositeByteBuf.java:1)",
                                "org.apache.dubbo.rpc.protocol.tri.frame.TriDecoder.deframe(TriDecoder.java:2)",
                                "org.apache.dubbo.rpc.Chain.invoke(Chain.java:3)",
                                "io.github.dubbogray.filter.call.OutboundTagFilter.invoke(OutboundTagFilter.java:4)")
                        .isOurs())
                .isFalse();
    }

    @Test
    void bufferThatDubboWroteForAnObserver_isDubbos() {
        assertThat(created(
                                "io.netty.buffer.PooledByteBufAllocator.newDirectBuffer(PooledByteBufAllocator.java:1)",
                                "org.apache.dubbo.rpc.protocol.tri.ServerCallToObserverAdapter.onNext(Adapter.java:2)",
                                "io.github.dubbogray.filter.call.CarryingObserver.onNext(CarryingObserver.java:3)")
                        .isOurs())
                .isFalse();
    }

    @Test
    void bufferOfTheTests_isNotOurs() {
        assertThat(created(
                                "io.netty.buffer.Unpooled.directBuffer(Unpooled.java:1)",
                                "io.github.dubbogray.it.lab.LeakReports.drop(LeakReports.java:2)")
                        .isOurs())
                .isFalse();
    }

    private static LeakReport created(String... frames) {
        return new LeakReport(List.of(List.of(frames)));
    }
}
