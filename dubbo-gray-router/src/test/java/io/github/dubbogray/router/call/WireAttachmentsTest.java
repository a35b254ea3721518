package io.github.dubbogray.router.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DateFormatter;
import java.nio.CharBuffer;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.dubbo.remoting.http12.HttpHeaders;
import org.apache.dubbo.rpc.protocol.tri.stream.StreamUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"UnnecessaryStringBuilder", "JdkObsolete", "JavaUtilDate"}) // their types are what matters
class WireAttachmentsTest {

    private static final String KEY = "x-gray-tag";

    @Nested
    class Text {

        static Stream<Object> values() {
            return Stream.of(
                    "canary",
                    "",
                    new StringBuilder("canary"),
                    new StringBuffer("canary"),
                    CharBuffer.wrap("canary"),
                    7,
                    7L,
                    (byte) 7,
                    7.5,
                    new AtomicInteger(7),
                    new java.math.BigDecimal("7.50"),
                    true,
                    new Date(784_111_777_000L),
                    new java.sql.Timestamp(784_111_777_000L),
                    'c',
                    new byte[] {1, 2},
                    new char[] {'c'},
                    List.of("canary"),
                    Map.of("a", "b"),
                    Thread.State.NEW,
                    new Object());
        }

        @ParameterizedTest
        @MethodSource("values")
        @DisplayName("is what Dubbo's Triple sends for a value of that type, and nothing where it sends none")
        void valueOfAnyType_isWhatTripleSends(Object value) {
            HttpHeaders headers = HttpHeaders.create();
            StreamUtils.putHeaders(headers, new HashMap<>(Map.of(KEY, value)), true);

            assertThat(WireAttachments.text(value)).isEqualTo(headers.getFirst(KEY));
        }

        @Test
        void date_isThatOfHttp() {
            assertThat(WireAttachments.text(new Date(784_111_777_000L)))
                    .isEqualTo(DateFormatter.format(new Date(784_111_777_000L)))
                    .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        }

        @Test
        void numberWithoutEnd_hasNone() {
            java.math.BigInteger endless = java.math.BigInteger.ONE.shiftLeft(60_000_000); // its text takes minutes

            assertThat(WireAttachments.text(endless)).isNull();
            assertThat(WireAttachments.text(new java.math.BigDecimal(endless, 3)))
                    .isNull();
            assertThat(WireAttachments.text(java.math.BigInteger.TWO.pow(100))).hasSize(31);
        }

        @Test
        void valueThatFails_hasNone() {
            assertThat(WireAttachments.text(new Failing(new StackOverflowError())))
                    .isNull();
            assertThat(WireAttachments.text(new Failing(new AssertionError()))).isNull();
            assertThat(Thread.interrupted()).isFalse();
            assertThat(WireAttachments.text(new Failing(new InterruptedException())))
                    .isNull();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(WireAttachments.text(null)).isNull();
        }
    }

    @Nested
    class Spelling {

        @ParameterizedTest
        @CsvSource({
            "x-gray-tag, true",
            "X-Gray-Tag, true",
            "X-GRAY-TAG, true",
            "x-gray-tag-bin, true",
            "X-Gray-Tag-BIN, true",
            "x-gray-tag-bin-bin, true",
            "x-gray-tags, false",
            "x-gray-tag-bi, false",
            "x-gray-tag-binx, false",
            "x-gray-ta, false",
            "x_gray_tag, false",
            "'', false"
        })
        void key_isOursOrNot(String key, boolean ours) {
            assertThat(WireAttachments.isSpelling(key, KEY)).isEqualTo(ours);
        }

        @Test
        void nothing_isNoKey() {
            assertThat(WireAttachments.isSpelling(null, KEY)).isFalse();
        }
    }

    @Nested
    class TextIn {

        static Stream<Arguments> maps() {
            return Stream.of(
                    Arguments.of(Map.of(), null, 0),
                    Arguments.of(Map.of(KEY, "a"), "a", 1),
                    Arguments.of(Map.of("X-Gray-Tag", "a"), "a", 1),
                    Arguments.of(Map.of("X-Gray-Tag", new StringBuilder("a")), "a", 1),
                    Arguments.of(Map.of(KEY, "a", "X-Gray-Tag", "b", "x-gray-tag-bin", "c"), "a", 3),
                    Arguments.of(Map.of("X-GRAY-TAG", "b", "X-Gray-Tag", "b"), "b", 2),
                    Arguments.of(Map.of("X-GRAY-TAG", "a", "X-Gray-Tag", "b"), null, 2),
                    Arguments.of(Map.of("x-gray-tag-bin", "a"), null, 1),
                    Arguments.of(Map.of(KEY, List.of("a"), "X-Gray-Tag", "b"), null, 2),
                    Arguments.of(Map.of("X-Gray-Tag", "b", "x-gray-tags", "c"), "b", 1));
        }

        @ParameterizedTest
        @MethodSource("maps")
        void keyItself_goesFirst(Map<String, Object> attachments, String text, int count) {
            assertThat(WireAttachments.textIn(attachments, KEY)).isEqualTo(text);
            assertThat(WireAttachments.count(attachments, KEY)).isEqualTo(count);
        }

        @Test
        void remove_takesAllSpellings() {
            Map<String, Object> attachments =
                    new HashMap<>(Map.of(KEY, "a", "X-Gray-Tag", "b", "x-gray-tag-bin", "c", "user-id", "1"));

            WireAttachments.remove(attachments, KEY);

            assertThat(attachments).isEqualTo(Map.of("user-id", "1"));
        }
    }

    /** A text of the application's that throws whatever it likes. */
    private record Failing(Throwable failure) implements CharSequence {

        @Override
        public int length() {
            return 0;
        }

        @Override
        public char charAt(int index) {
            return 0;
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return this;
        }

        @Override
        public String toString() {
            throw sneaky(failure);
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the way to throw what is not declared
        private static <T extends Throwable> T sneaky(Throwable failure) throws T {
            throw (T) failure;
        }
    }
}
