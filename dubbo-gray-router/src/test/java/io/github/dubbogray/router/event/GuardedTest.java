package io.github.dubbogray.router.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void tasksBehindOneThatFails_areRun_andTheFirstFailureIsTold() {
        NoClassDefFoundError first = new NoClassDefFoundError("gone");
        IllegalStateException second = new IllegalStateException("closed");

        assertThatThrownBy(() -> Guarded.runAll(List.of(
                        () -> done.add("first"),
                        () -> {
                            throw first;
                        },
                        () -> {
                            throw second;
                        },
                        () -> done.add("last"))))
                .isSameAs(first)
                .hasSuppressedException(second);
        assertThat(done).containsExactly("first", "last");
    }

    @Test
    void tasksThatWork_areJustRun() {
        Guarded.runAll(List.of(() -> done.add("first"), () -> done.add("last")));

        assertThat(done).containsExactly("first", "last");
    }
}
