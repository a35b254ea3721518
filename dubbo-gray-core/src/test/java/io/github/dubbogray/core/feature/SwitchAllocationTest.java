package io.github.dubbogray.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.document.SwitchDocuments;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.Request;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A boolean answer allocates nothing, whatever gives it. */
class SwitchAllocationTest {

    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Switches switches = SwitchDocuments.switches(
            "default: { type: boolean, default: true }",
            "disabled: { type: boolean, default: true, enabled: false }",
            "targeted: { type: boolean, default: false, rules: [{ id: a, when: { attachment.user-id: x }, to: false }, "
                    + "{ id: b, when: { attachment.user-id: '1001' }, to: true }] }",
            "sticky: { type: boolean, default: false, rules: [{ id: a, to: { true: 99.99%, false: 0.01% }, "
                    + "sticky: attachment.user-id }] }",
            "drawn: { type: boolean, default: false, rules: [{ id: a, to: { true: 10%, false: 90% } }] }");
    private final Request request = FakeRequest.with("user-id", "1001");

    @ParameterizedTest
    @ValueSource(strings = {"default", "disabled", "targeted", "sticky", "drawn"})
    void booleanAnswer_allocatesNothing(String name) {
        assertThat(run(name)).isEqualTo(CALLS);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(name);

        assertThat((double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS)
                .isLessThan(1);
    }

    /** A text of what is wrong is more than that. */
    @ParameterizedTest
    @CsvSource({"unknown, BOOLEAN", "default, STRING"})
    void failedAnswer_allocatesNoMoreThanItself(String name, SwitchType wanted) {
        ask(name, wanted);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        ask(name, wanted);

        assertThat((double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS)
                .isLessThan(40);
    }

    private void ask(String name, SwitchType wanted) {
        for (int i = 0; i < CALLS; i++) {
            assertEquals(
                    Reason.ERROR, switches.ask(name, wanted, request, () -> 0).reason());
        }
    }

    private int run(String name) {
        int on = 0;
        for (int i = 0; i < CALLS; i++) {
            Answer answer = switches.ask(name, SwitchType.BOOLEAN, request, () -> 0);
            on += answer.reason() != Reason.ERROR && switches.isOn(name, false, request, () -> 0) ? 1 : 0;
        }
        return on;
    }
}
