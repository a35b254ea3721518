package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.TestApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallNotesTest {

    private static final int TRIES = 4;
    private static final int CALLS = 500;

    private final RpcInvocation call = TestApplication.call();

    @Test
    void nothingNoted_nothingIsKnown() {
        assertThat(CallNotes.on(call)).isNull();
        assertThat(CallNotes.calleeOf(call)).isNull();
    }

    @Test
    void calleeAlone_isTheLastOne() {
        CallNotes.callee(call, instance(1));
        CallNotes.callee(call, instance(2));

        assertThat(CallNotes.calleeOf(call)).isEqualTo(instance(2));
        assertThat(CallNotes.on(call)).isNull();
    }

    @Test
    void notes_keepTheCallee_andStayWhenItChanges() {
        CallNotes.callee(call, instance(1));
        CallNotes notes = CallNotes.begin(call);
        notes.placedBy("canary");

        assertThat(CallNotes.calleeOf(call)).isEqualTo(instance(1));

        CallNotes.callee(call, instance(2));

        assertThat(CallNotes.calleeOf(call)).isEqualTo(instance(2));
        assertThat(CallNotes.on(call)).isSameAs(notes);
        assertThat(notes.placedBy()).isEqualTo("canary");
    }

    @Test
    @DisplayName("Tries of one call at once, as with cluster=forking: each finds the tag that it noted")
    void triesAtOnce_loseNoTag() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TRIES);
        CyclicBarrier start = new CyclicBarrier(TRIES);
        try {
            for (int i = 0; i < CALLS; i++) {
                RpcInvocation forked = TestApplication.call();
                List<Future<String>> tries = new ArrayList<>();
                IntStream.range(0, TRIES)
                        .forEach(number -> tries.add(threads.submit(() -> {
                            start.await();
                            CallNotes.callee(forked, instance(number));
                            CallNotes.begin(forked).placedBy("canary");
                            return Objects.requireNonNull(CallNotes.on(forked)).placedBy();
                        })));
                for (Future<String> one : tries) {
                    assertThat(one.get()).isEqualTo("canary");
                }
                assertThat(CallNotes.calleeOf(forked)).isNotNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static URL instance(int number) {
        return URL.valueOf("dubbo://127.0.0.1:" + (20_880 + number) + "/echo");
    }
}
