package io.github.dubbogray.core.rule.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentPathTest {

    @Nested
    class Beans {

        private final User user = new User("7", new Address("sh", null), true);

        @Test
        void getter_isRead() {
            assertThat(text("id", user)).isEqualTo("7");
            assertThat(text("address.city", user)).isEqualTo("sh");
        }

        @Test
        void isGetter_isReadForTruthValuesOnly() {
            assertThat(text("vip", user)).isEqualTo("true");
            assertThat(text("gone", user)).isNull();
        }

        @Test
        void publicField_isRead() {
            assertThat(text("level", user)).isEqualTo("3");
        }

        @Test
        void inheritedGetter_isRead() {
            assertThat(text("id", new Admin())).isEqualTo("root");
        }

        @Test
        void recordAccessor_isRead() {
            assertThat(text("city", new Address("bj", "1"))).isEqualTo("bj");
        }

        @Test
        void getterOfAnInterface_isReadOfAHiddenClass() {
            assertThat(text("key", Map.entry("k", "v"))).isEqualTo("k");
            assertThat(text("key", new TreeMap<>(Map.of("a", "b")).firstEntry()))
                    .isEqualTo("a");
        }

        @Test
        void optional_isOpened() {
            assertThat(text("nickname", user)).isEqualTo("neo");
            assertThat(text("absentName", user)).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "secret",
                    "constant",
                    "counter",
                    "class",
                    "hashCode",
                    "toString",
                    "refresh",
                    "with",
                    "nothing"
                })
        void whatIsNoProperty_isAbsent(String name) {
            assertThat(text(name, user)).isNull();
        }

        @Test
        void nullOnTheWay_isAbsent() {
            assertThat(text("address.zip", user)).isNull();
            assertThat(text("address.zip.code", user)).isNull();
            assertThat(text("id", null)).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"broken", "brokenError", "endless"})
        void getterThatThrows_isAbsent(String name) {
            ArgumentPath path = path(name);

            assertThat(path.textIn(user)).isNull();
            assertThat(path.exists(user)).isFalse();
        }

        @Test
        void getterBeyondAnError_isAbsent() {
            assertThat(text("broken.name", user)).isNull();
        }

        @Test
        void onePath_readsManyClasses() {
            ArgumentPath path = path("id");

            assertThat(path.textIn(user)).isEqualTo("7");
            assertThat(path.textIn(new Admin())).isEqualTo("root");
            assertThat(path.textIn(Map.of("id", 5))).isEqualTo("5");
            assertThat(path.textIn("text")).isNull();
            assertThat(path.textIn(user)).isEqualTo("7");
        }
    }

    @Nested
    class MapsListsAndArrays {

        @Test
        void map_isReadByKey() {
            assertThat(text("user.id", Map.of("user", Map.of("id", "7")))).isEqualTo("7");
            assertThat(text("user.name", Map.of("user", Map.of("id", "7")))).isNull();
        }

        @Test
        void mapOfWholeNumbers_isReadByPosition() {
            assertThat(text("1", Map.of(1, "one"))).isEqualTo("one");
            assertThat(text("1", Map.of(1L, "one"))).isEqualTo("one");
            assertThat(text("1", new TreeMap<>(Map.of(1L, "one")))).isEqualTo("one");
            assertThat(text("1", Map.of("1", "text"))).isEqualTo("text");
        }

        static List<Arguments> keys() {
            return List.of(
                    Arguments.of("-5", -5),
                    Arguments.of("-5", -5L),
                    Arguments.of("-5", (short) -5),
                    Arguments.of("-5", (byte) -5),
                    Arguments.of("-128", Byte.MIN_VALUE),
                    Arguments.of("32767", Short.MAX_VALUE),
                    Arguments.of("2147483647", Integer.MAX_VALUE),
                    Arguments.of("-2147483648", Integer.MIN_VALUE),
                    Arguments.of("12345678901", 12_345_678_901L),
                    Arguments.of("-9223372036854775808", Long.MIN_VALUE),
                    Arguments.of("9223372036854775807", Long.MAX_VALUE),
                    Arguments.of("5", BigInteger.valueOf(5)),
                    Arguments.of("9223372036854775808", new BigInteger("9223372036854775808")),
                    Arguments.of("-" + "9".repeat(40), new BigInteger("-" + "9".repeat(40))),
                    Arguments.of("5", new BigDecimal("5")),
                    Arguments.of("0", 0),
                    Arguments.of("0", '0'),
                    Arguments.of("x", 'x'),
                    Arguments.of("true", true),
                    Arguments.of("false", false),
                    Arguments.of("GOLD", Level.GOLD),
                    Arguments.of("007", "007"));
        }

        @ParameterizedTest(name = "{0} finds {1}")
        @MethodSource("keys")
        void keyOfAnyPlainType_isFound(String step, Object key) {
            Map<Object, Object> amongOthers = new HashMap<>();
            amongOthers.put(null, "null");
            amongOthers.put(key, "found");

            assertThat(text(step, Map.of(key, "found"))).isEqualTo("found");
            assertThat(text(step, new TreeMap<>(Map.of(key, "found")))).isEqualTo("found");
            assertThat(text(step, amongOthers)).isEqualTo("found");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"-0", "05", "-", "--5", "5.0", "1e1", "+5", "1000000000000000000000000000000000000000000"})
        void otherSpellingsOfNumbers_areTextsOnly(String step) {
            Map<Object, Object> numbers =
                    Map.of(0, "n", 5, "n", -5L, "n", 10, "n", new BigInteger("1" + "0".repeat(42)), "n");

            assertThat(MapKeys.of(step).valueIn(numbers)).isNull();
            assertThat(MapKeys.of(step).valueIn(Map.of(step, "text"))).isEqualTo("text");
        }

        @Test
        void constantAmongConstants_isFoundByItsName() {
            Map<Level, String> byLevel = new EnumMap<>(Map.of(Level.SILVER, "s", Level.GOLD, "g"));

            assertThat(text("GOLD", byLevel)).isEqualTo("g");
            assertThat(text("SILVER", byLevel)).isEqualTo("s");
            assertThat(text("gold customer", byLevel)).isNull();
            assertThat(text("GOLD", new EnumMap<Level, String>(Level.class))).isNull();
        }

        @Test
        void keyOfAnotherType_isAbsent() {
            assertThat(text("id", new TreeMap<>(Map.of(1, "one")))).isNull();
            assertThat(text("size", Map.of("id", 1))).isNull();
        }

        @Test
        void listAndArrays_areReadByPosition() {
            assertThat(text("1", List.of("a", "b"))).isEqualTo("b");
            assertThat(text("0.id", List.of(Map.of("id", "7")))).isEqualTo("7");
            assertThat(text("1", new String[] {"a", "b"})).isEqualTo("b");
            assertThat(text("1", new int[] {4, 5})).isEqualTo("5");
            assertThat(text("1.0", new long[][] {{1}, {2}})).isEqualTo("2");
        }

        @ParameterizedTest
        @ValueSource(strings = {"2", "-1", "01", "x", "999999999", "9999999999", "size", "length"})
        void positionOutOfRange_isAbsent(String position) {
            assertThat(text(position, List.of("a", "b"))).isNull();
            assertThat(text(position, new String[] {"a", "b"})).isNull();
        }

        @Test
        void nullElement_isAbsent() {
            assertThat(text("0", Arrays.asList(null, "b"))).isNull();
            assertThat(text("a", Collections.singletonMap("a", null))).isNull();
        }
    }

    @Nested
    class Texts {

        @Test
        void plainValues_areAsJavaPrintsThem() {
            assertThat(text(7)).isEqualTo("7");
            assertThat(text(-7L)).isEqualTo("-7");
            assertThat(text(1.0)).isEqualTo("1.0");
            assertThat(text(1e10)).isEqualTo("1.0E10");
            assertThat(text(new BigDecimal("2.50"))).isEqualTo("2.50");
            assertThat(text(true)).isEqualTo("true");
            assertThat(text('c')).isEqualTo("c");
            assertThat(text("")).isEmpty();
            assertThat(text(Optional.of("in"))).isEqualTo("in");
        }

        @Test
        void enumConstant_isItsName() {
            assertThat(text(Level.GOLD)).isEqualTo("GOLD");
        }

        @Test
        void mapsListsAndArrays_existWithoutAText() {
            for (Object value : List.of(Map.of(), List.of(), Set.of("a"), new int[0], new Object[0])) {
                assertThat(ArgumentPath.WHOLE.textIn(value)).isNull();
                assertThat(ArgumentPath.WHOLE.exists(value)).isTrue();
            }
        }

        @Test
        void toStringThatThrows_isAbsent() {
            assertThat(text(new Object() {
                        @Override
                        public String toString() {
                            throw new IllegalStateException("no text");
                        }
                    }))
                    .isNull();
        }

        private static String text(Object value) {
            return ArgumentPath.WHOLE.textIn(value);
        }
    }

    @Nested
    class Spelling {

        @ParameterizedTest
        @ValueSource(strings = {"a", "a.b", "0", "user.addresses.0.city", "a b", "张"})
        void path_spellsItself(String spelling) {
            assertThat(path(spelling).spelling()).isEqualTo(spelling);
            assertThat(path(spelling)).isEqualTo(path(spelling)).hasSameHashCodeAs(path(spelling));
            assertThat(path(spelling)).hasToString(spelling).isNotEqualTo(ArgumentPath.WHOLE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
        void emptyName_isNoPath(String spelling) {
            assertThat(ArgumentPath.of(spelling)).isEmpty();
        }
    }

    private static ArgumentPath path(String spelling) {
        return ArgumentPath.of(spelling).orElseThrow();
    }

    private static String text(String path, Object argument) {
        return path(path).textIn(argument);
    }

    enum Level {
        SILVER,
        GOLD;

        @Override
        public String toString() {
            return "gold customer";
        }
    }

    private record Address(String city, String zip) {}

    private static final class Admin extends User {
        Admin() {
            super("root", null, false);
        }
    }

    @SuppressWarnings("unused") // read by name
    static class User {

        public static final String CONSTANT = "c";
        public static String counter = "1";
        public final int level = 3;

        private final String id;
        private final Address address;
        private final boolean vip;
        private final String secret = "s";

        User(String id, Address address, boolean vip) {
            this.id = id;
            this.address = address;
            this.vip = vip;
        }

        public String getId() {
            return id;
        }

        public Address getAddress() {
            return address;
        }

        public boolean isVip() {
            return vip;
        }

        public String isGone() {
            return "no truth value";
        }

        public Optional<String> getNickname() {
            return Optional.of("neo");
        }

        public Optional<String> getAbsentName() {
            return Optional.empty();
        }

        public static String getConstant() {
            return CONSTANT;
        }

        public String refresh() {
            throw new AssertionError("a method that is no getter was called");
        }

        public String getWith(String parameter) {
            return parameter;
        }

        public void getNothing() {}

        public String getBroken() {
            throw new IllegalStateException("broken");
        }

        public String getBrokenError() {
            throw new NoClassDefFoundError("broken");
        }

        @SuppressWarnings("InfiniteRecursion") // what a cyclic object does
        public String getEndless() {
            return getEndless() + id;
        }
    }
}
