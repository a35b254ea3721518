package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final long SALT = Bucket.salt("demo-provider", "ramp");
    private static final Source USER = Source.Keyed.ATTACHMENT.at("user-id");

    private final CountedDraw draw = new CountedDraw(42);
    private final Split split = new Split(List.of(new Share("canary", 43), new Share("stable", 9_957)));

    @Test
    void everyTarget_saysItsSharesAsDocumentsDo() {
        Split full = new Split(List.of(
                new Share("stable", 8_750), new Share("canary", 1_000), new Share("blue", 250), new Share("none", 0)));

        assertThat(full.shares())
                .containsExactly(
                        new Share("canary", 1_000),
                        new Share("blue", 250),
                        new Share("none", 0),
                        new Share("stable", 8_750));
        assertThat(new Target.Drawn(full).shares()).isEqualTo(full.shares());
        assertThat(new Target.Sticky(full, USER).shares()).isEqualTo(full.shares());
        assertThat(new Target.ToLane("canary").shares()).containsExactly(new Share("canary", 10_000));
        assertThat(new Target.Drawn(full).describe()).isEqualTo("canary 10%, blue 2.5%, none 0%, stable 87.5%");
        assertThat(new Target.Sticky(split, USER).describe())
                .isEqualTo("canary 0.43%, stable 99.57% by attachment.user-id");
        assertThat(new Target.ToLane("canary").describe()).isEqualTo("canary");
    }

    @Nested
    class ToLane {

        private final Target target = new Target.ToLane("canary");

        @Test
        void everyRequest_getsTheLaneWithoutADraw() {
            assertThat(target.lanes()).isEqualTo(List.of("canary"));
            assertThat(target.choose(FakeRequest.PLAIN, SALT, draw)).isZero();
            assertThat(draw.count).isZero();
        }
    }

    @Nested
    class Drawn {

        private final Target target = new Target.Drawn(split);

        @Test
        void bucketsBelowTheShare_areGray() {
            assertThat(target.lanes()).isEqualTo(List.of("canary", "stable"));
            assertThat(target.choose(FakeRequest.PLAIN, SALT, () -> 42)).isZero();
            assertThat(target.choose(FakeRequest.PLAIN, SALT, () -> 43)).isEqualTo(1);
        }

        @Test
        void oneRequest_drawsOnce() {
            target.choose(FakeRequest.PLAIN, SALT, draw);

            assertThat(draw.count).isEqualTo(1);
        }
    }

    @Nested
    class Sticky {

        private final Target target = new Target.Sticky(split, USER);

        @Test
        void key_decidesWithoutADraw() {
            int expected = NaiveBucket.of("demo-provider", "ramp", "1001") < 43 ? 0 : 1;

            assertThat(target.lanes()).isEqualTo(List.of("canary", "stable"));
            assertThat(target.choose(FakeRequest.with("user-id", "1001"), SALT, draw))
                    .isEqualTo(expected);
            assertThat(draw.count).isZero();
        }

        @Test
        void requestWithoutTheKey_drawsOnce() {
            assertThat(target.choose(FakeRequest.PLAIN, SALT, draw)).isZero();
            assertThat(draw.count).isEqualTo(1);
        }

        @Test
        void emptyKey_isAKey() {
            target.choose(FakeRequest.with("user-id", ""), SALT, draw);

            assertThat(draw.count).isZero();
        }
    }

    private static final class CountedDraw implements IntSupplier {

        private final int bucket;
        private int count;

        CountedDraw(int bucket) {
            this.bucket = bucket;
        }

        @Override
        public int getAsInt() {
            count++;
            return bucket;
        }
    }
}
