package io.github.dubbogray.core.news;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OnceTest {

    @Nested
    class UpTo {

        private final Once<String> once = Once.upTo(2);

        @Test
        void sameAgain_isNoNews() {
            assertThat(once.isNews("a")).isTrue();
            assertThat(once.isNews("a")).isFalse();
        }

        @Test
        void moreThanThat_isLeftUnsaidForGood() {
            once.isNews("a");
            once.isNews("b");

            assertThat(once.isNews("c")).isFalse();
            assertThat(once.isNews("a")).isFalse();
        }
    }

    @Nested
    class AmongTheLast {

        private final Once<String> once = Once.amongTheLast(2);

        @Test
        void longestUnheardOf_isForgottenForANewOne() {
            once.isNews("a");
            once.isNews("b");
            assertThat(once.isNews("a")).isFalse();

            assertThat(once.isNews("c")).isTrue();
            assertThat(once.isNews("a")).isFalse();
            assertThat(once.isNews("b")).isTrue();
        }
    }
}
