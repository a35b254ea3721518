package io.github.dubbogray.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.feature.text.Heard;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SwitchGroupTest {

    /** Readings of one document. */
    interface Checkout {

        @SwitchName("new")
        default boolean isNew() {
            return false;
        }

        @SwitchName("timeout")
        default long timeoutMillis() {
            return 300;
        }

        @SwitchName("factor")
        default double factor() {
            return 1;
        }

        @SwitchName("layout")
        default String layout() {
            return "two-columns";
        }

        @SwitchName("limits")
        default Map<String, @Nullable Object> limits() {
            return Map.of();
        }
    }

    private static Heard document(boolean isNew, int timeout) {
        return new Heard.Text(ScriptedTexts.document(
                "new: { type: boolean, default: " + isNew + " }",
                "timeout: { type: integer, default: " + timeout + " }"));
    }

    @Nested
    class Now {

        @Test
        void getter_readsItsSwitchOrItsOwnDefault() {
            Checkout now = Following.of(new ScriptedTexts(document(true, 500)))
                    .group(Checkout.class)
                    .now();

            assertThat(now.isNew()).isTrue();
            assertThat(now.timeoutMillis()).isEqualTo(500);
            assertThat(now.factor()).isEqualTo(1);
            assertThat(now.layout()).isEqualTo("two-columns");
            assertThat(now.limits()).isEmpty();
            assertThat(now)
                    .hasToString("Checkout by revision "
                            + Following.of(new ScriptedTexts(document(true, 500)))
                                    .now()
                                    .revision());
            assertThat(now.equals(now)).isTrue();
        }

        @Test
        void laterText_isSeenByTheNextOneOnly() {
            ScriptedTexts source = new ScriptedTexts(document(true, 500));
            SwitchGroup<Checkout> group = Following.of(source).group(Checkout.class);
            Checkout before = group.now();
            source.say(document(false, 200));

            assertThat(before.isNew()).isTrue();
            assertThat(before.timeoutMillis()).isEqualTo(500);
            assertThat(group.now().isNew()).isFalse();
        }

        @Test
        void shareThatIsDrawn_isDrawnOnce() {
            SwitchGroup<Checkout> group = Following.of(
                            new ScriptedTexts(
                                    new Heard.Text(
                                            ScriptedTexts.document(
                                                    "new: { type: boolean, default: false, rules: [{ id: r, to: { true: 50%, false: 50% } }] }"))))
                    .group(Checkout.class);

            for (int i = 0; i < 100; i++) {
                Checkout now = group.now();
                assertThat(now.isNew()).isEqualTo(now.isNew());
            }
        }

        /** The document flips both values at once, a thousand times under readers: no reader sees one of each. */
        @Test
        void flippedDocument_isNeverReadInHalves() throws Exception {
            ScriptedTexts source = new ScriptedTexts(document(true, 500));
            SwitchGroup<Checkout> group = Following.of(source).group(Checkout.class);
            AtomicBoolean isOver = new AtomicBoolean();
            CountDownLatch begun = new CountDownLatch(2);
            ExecutorService readers = Executors.newFixedThreadPool(2);
            try {
                Future<Long> one = readers.submit(() -> torn(group, begun, isOver));
                Future<Long> other = readers.submit(() -> torn(group, begun, isOver));
                begun.await();
                for (int i = 0; i < 1_000; i++) {
                    source.say(i % 2 == 0 ? document(false, 200) : document(true, 500));
                }
                isOver.set(true);

                assertThat(one.get() + other.get()).isZero();
            } finally {
                readers.shutdownNow();
            }
        }

        private long torn(SwitchGroup<Checkout> group, CountDownLatch begun, AtomicBoolean isOver) {
            long torn = 0;
            while (!isOver.get()) {
                Checkout now = group.now();
                if (now.isNew() != (now.timeoutMillis() == 500)) {
                    torn++;
                }
                begun.countDown();
            }
            return torn;
        }
    }

    @Nested
    class Refused {

        private final GraySwitches switches = Following.of(new ScriptedTexts(new Heard.Gone()));

        interface Unnamed {
            default boolean isNew() {
                return false;
            }
        }

        interface WithoutDefault {
            @SwitchName("new")
            boolean isNew();
        }

        interface OtherType {
            @SwitchName("new")
            default int number() {
                return 1;
            }
        }

        @Test
        void classOrGetterThatIsNone_saysWhy() {
            assertThatThrownBy(() -> switches.group(String.class)).hasMessage("java.lang.String is no interface");
            assertThatThrownBy(() -> switches.group(Unnamed.class))
                    .hasMessageContaining("Unnamed.isNew()")
                    .hasMessageContaining("annotated with @SwitchName");
            assertThatThrownBy(() -> switches.group(WithoutDefault.class))
                    .hasMessageContaining("must be a default method");
            assertThatThrownBy(() -> switches.group(OtherType.class))
                    .hasMessageContaining("must return boolean, long, double, String or Map");
        }
    }
}
