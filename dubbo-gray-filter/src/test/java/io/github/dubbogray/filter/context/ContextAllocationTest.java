package io.github.dubbogray.filter.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the context of a served call to its budget of allocation. */
class ContextAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 20_000;
    private static final int WARM_UPS = 5;
    private static final double NOISE = 1;

    /** The scope itself, bytes. A scope and a map entry were 48. */
    private static final double SCOPE = 32;

    private static final Tag TAG = new Tag.Named("canary");

    /** Baggage costs what it costs; here it is asked what the context costs without. */
    private static List<ContextCompanion> companions;

    @BeforeAll
    static void leaveCompanionsOut() {
        assertThat(GrayContext.tag()).isEmpty(); // begins what follows the context
        companions = Companions.all();
        companions.forEach(Companions::remove);
    }

    @AfterAll
    static void takeThemBack() {
        companions.forEach(Companions::add);
    }

    @Test
    void taggedRequest_allocatesItsScope() {
        assertThat(bytesPerCall(() -> {
                    try (RequestScope scope = RequestScope.enter(TAG)) {
                        assertThatTagIs(TAG);
                    }
                }))
                .isLessThanOrEqualTo(SCOPE + NOISE);
    }

    @Test
    void untaggedRequest_allocatesItsScope() {
        assertThat(bytesPerCall(() -> {
                    try (RequestScope scope = RequestScope.enter(null)) {
                        assertThatTagIs(null);
                    }
                }))
                .isLessThanOrEqualTo(SCOPE + NOISE);
    }

    @Test
    void untaggedRequestWhoseHopsNobodyWants_allocatesNothing() {
        assertThat(bytesPerCall(() -> {
                    try (RequestScope scope = RequestScope.enterUntagged()) {
                        assertThatTagIs(null);
                    }
                }))
                .isLessThanOrEqualTo(NOISE);
    }

    @SuppressWarnings("ReferenceEquality") // the very tag, and no time for more
    private static void assertThatTagIs(Tag tag) {
        RequestScope scope = RequestScope.current();
        if (scope == null || scope.tag() != tag) {
            throw new AssertionError("not " + tag);
        }
    }

    private static double bytesPerCall(Runnable call) {
        for (int i = 0; i < WARM_UPS; i++) {
            run(call);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(call);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static void run(Runnable call) {
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
    }
}
