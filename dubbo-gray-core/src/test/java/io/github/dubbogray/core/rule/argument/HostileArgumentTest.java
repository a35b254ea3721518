package io.github.dubbogray.core.rule.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.ProtectionDomain;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an argument may do to a rule that looks into it (D4). */
@SuppressWarnings("DoNotCallSuggester") // core calls them, by reflection
class HostileArgumentTest {

    /** What can be thrown, beside what is declared: each in every place where a rule touches an argument. */
    static List<Throwable> throwables() {
        return List.of(
                new IllegalStateException("unchecked"),
                new Exception("checked, not declared"),
                new InterruptedException("interrupt, not declared"),
                new Error("error"),
                new OutOfMemoryError("heap"),
                new StackOverflowError("stack"),
                new NoClassDefFoundError("class"),
                new IncompatibleClassChangeError("link"),
                new AssertionError("assertion"),
                new Stopped(),
                new Throwable("neither error nor exception"));
    }

    @Test
    @DisplayName("the text of a number takes time with the square of its digits")
    void endlessNumber_hasNoText() {
        BigInteger whole = BigInteger.ONE.shiftLeft(1 << 24);

        for (Number number : List.of(whole, whole.negate(), new BigDecimal(whole, 5))) {
            assertThat(ArgumentPath.WHOLE.textIn(number)).isNull();
            assertThat(ArgumentPath.WHOLE.exists(number)).isTrue();
        }
        assertThat(ArgumentPath.WHOLE.textIn(BigInteger.ONE.shiftLeft(1_000))).hasSize(302);
        assertThat(ArgumentPath.WHOLE.textIn(new BigDecimal("12.50"))).isEqualTo("12.50");
    }

    @Nested
    @DisplayName("D4: whatever an argument throws counts as absent")
    class Throwing {

        @ParameterizedTest
        @MethodSource("io.github.dubbogray.core.rule.argument.HostileArgumentTest#throwables")
        void toStringThatThrows_isAbsent(Throwable thrown) {
            assertAbsent("", new Thrower(thrown), thrown);
            assertAbsent("text", new Thrower(thrown), thrown);
        }

        @ParameterizedTest
        @MethodSource("io.github.dubbogray.core.rule.argument.HostileArgumentTest#throwables")
        void getterThatThrows_isAbsent(Throwable thrown) {
            assertAbsent("broken", new Thrower(thrown), thrown);
            assertAbsent("broken.name", new Thrower(thrown), thrown);
            assertAbsent("text", new Component(thrown), thrown);
        }

        @ParameterizedTest
        @MethodSource("io.github.dubbogray.core.rule.argument.HostileArgumentTest#throwables")
        void getterOfAProxyThatThrows_isAbsent(Throwable thrown) {
            Object proxy = Proxy.newProxyInstance(
                    HostileArgumentTest.class.getClassLoader(), new Class<?>[] {Named.class}, (self, method, args) -> {
                        throw thrown;
                    });

            assertAbsent("name", proxy, thrown);
            assertAbsent("", proxy, thrown);
        }

        @ParameterizedTest
        @MethodSource("io.github.dubbogray.core.rule.argument.HostileArgumentTest#throwables")
        void mapThatThrows_isAbsent(Throwable thrown) {
            assertAbsent("a", new ThrowingMap(thrown), thrown);
            assertAbsent("5", new ThrowingMap(thrown), thrown);
            assertAbsent("a", new MapWithoutAWayThrough(thrown), thrown);
        }

        @ParameterizedTest
        @MethodSource("io.github.dubbogray.core.rule.argument.HostileArgumentTest#throwables")
        void listThatThrows_isAbsent(Throwable thrown) {
            assertAbsent("0", new ThrowingList(thrown, 0), thrown);
            assertAbsent("0", new ThrowingList(thrown, 1), thrown);
        }

        @Test
        void endlessRecursion_isAbsent() {
            Object endless = new Object() {
                @Override
                @SuppressWarnings("InfiniteRecursion") // what an object that holds itself does
                public String toString() {
                    return "in " + this;
                }
            };

            assertThat(ArgumentPath.WHOLE.textIn(endless)).isNull();
        }

        private void assertAbsent(String spelling, Object argument, Throwable thrown) {
            ArgumentPath path = spelling.isEmpty()
                    ? ArgumentPath.WHOLE
                    : ArgumentPath.of(spelling).orElseThrow();

            assertThat(path.textIn(argument)).isNull();
            assertThat(Thread.interrupted())
                    .as("interrupted by " + thrown)
                    .isEqualTo(thrown instanceof InterruptedException);
            path.exists(argument);
            Thread.interrupted();
        }
    }

    @Nested
    @DisplayName("D4: a map that never ends holds up no call")
    class Endless {

        @Test
        void nullKeys_areLeftAtTheSecond() {
            EndlessMap map = new EndlessMap(null);

            assertThat(text("GOLD", map)).isNull();
            assertThat(map.asked).hasValue(2);
        }

        @Test
        void otherKeys_areLeftAtTheFirst() {
            EndlessMap map = new EndlessMap(7);

            assertThat(text("GOLD", map)).isNull();
            assertThat(map.asked).hasValue(1);
        }

        @Test
        void constants_areLeftWhereNoEnumHasMore() {
            EndlessMap map = new EndlessMap(Level.GOLD);

            assertThat(text("SILVER", map)).isNull();
            assertThat(map.asked.get()).isBetween(MapKeys.MOST_CONSTANTS, MapKeys.MOST_CONSTANTS + 1);
            assertThat(text("GOLD", map)).isEqualTo("value");
        }

        @Test
        void mapOfManyOtherKeys_isAskedForItsKeyOnly() {
            AtomicInteger entries = new AtomicInteger();
            Map<Integer, String> many = new HashMap<>();
            IntStream.range(0, 100_000).forEach(key -> many.put(key, "value"));
            Map<Integer, String> counted = new AbstractMap<>() {
                @Override
                public String get(Object key) {
                    return many.get(key);
                }

                @Override
                public Set<Entry<Integer, String>> entrySet() {
                    entries.incrementAndGet();
                    return many.entrySet();
                }
            };

            assertThat(text("99999", counted)).isEqualTo("value");
            assertThat(entries).hasValue(0);
        }

        @Test
        void constantBehindANull_isFound() {
            Map<Level, String> map = new LinkedHashMap<>();
            map.put(null, "none");
            map.put(Level.GOLD, "value");

            assertThat(text("GOLD", map)).isEqualTo("value");
        }
    }

    @Nested
    class TheProgramItself {

        @ParameterizedTest
        @ValueSource(
                strings = {"type", "loader", "method", "module", "thread", "group", "domain", "generic", "types.0"})
        void partsOfTheProgram_areAbsent(String path) {
            assertThat(text(path, new Mirror())).isNull();
            assertThat(ArgumentPath.of(path).orElseThrow().exists(new Mirror())).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "class",
                    "class.name",
                    "class.classLoader",
                    "type.name",
                    "type.classLoader",
                    "loader.parent",
                    "loader.unnamedModule",
                    "thread.contextClassLoader",
                    "thread.name",
                    "module.name",
                    "method.declaringClass.name",
                    "domain.codeSource",
                    "level.declaringClass",
                    "level.declaringClass.name"
                })
        void noPath_leadsThroughThem(String path) {
            assertThat(text(path, new Mirror())).isNull();
        }

        @Test
        void argumentThatIsOne_isAbsent() {
            assertThat(ArgumentPath.WHOLE.textIn(String.class)).isNull();
            assertThat(ArgumentPath.WHOLE.exists(Thread.currentThread())).isFalse();
            assertThat(text("name", String.class)).isNull();
        }

        @Test
        void keyNamedClass_isAKey() {
            assertThat(text("class", Map.of("class", "com.acme.Order"))).isEqualTo("com.acme.Order");
        }
    }

    @Nested
    class MethodsThatAreNoGetters {

        @Test
        void getterOfTheJdkThatChangesSomething_isNotCalled() {
            AtomicInteger number = new AtomicInteger(7);
            ByteBuffer buffer = ByteBuffer.allocate(8);

            assertThat(text("andIncrement", number)).isNull();
            assertThat(text("int", buffer)).isNull();
            assertThat(number).hasValue(7);
            assertThat(buffer.position()).isZero();
        }

        @Test
        void iterator_isNotMovedOn() {
            var iterator = List.of("a", "b").iterator();

            assertThat(text("next", iterator)).isNull();
            assertThat(iterator.next()).isEqualTo("a");
        }

        @Test
        void methodOfARecordBesideItsComponents_isNotCalled() {
            assertThat(text("name", new Job("nightly"))).isEqualTo("nightly");
            assertThat(text("run", new Job("nightly"))).isNull();
        }

        @Test
        void data_ofTheJdk_isRead() {
            assertThat(text("year", java.time.LocalDate.of(2024, 2, 29))).isEqualTo("2024");
            assertThat(text("time", new java.sql.Timestamp(5))).isEqualTo("5");
            assertThat(text("host", java.net.URI.create("http://acme.example/x")))
                    .isEqualTo("acme.example");
            assertThat(text("language", java.util.Locale.FRANCE)).isEqualTo("fr");
            assertThat(text("empty", "")).isEqualTo("true");
        }
    }

    private static String text(String path, Object argument) {
        return ArgumentPath.of(path).orElseThrow().textIn(argument);
    }

    @SuppressWarnings("unchecked") // the way to throw what is not declared
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** As a thread's death was. */
    private static final class Stopped extends Error {
        private static final long serialVersionUID = 1;
    }

    public interface Named {
        String getName();
    }

    public record Job(String name) {
        public String run() {
            throw new AssertionError("a method that is no component was called");
        }
    }

    public record Component(Object text) {
        @Override
        public Object text() {
            throw HostileArgumentTest.<RuntimeException>sneaky((Throwable) text);
        }
    }

    public static final class Thrower {
        private final Throwable thrown;

        Thrower(Throwable thrown) {
            this.thrown = thrown;
        }

        public Object getBroken() {
            throw HostileArgumentTest.<RuntimeException>sneaky(thrown);
        }

        public Object getText() {
            return this;
        }

        @Override
        public String toString() {
            throw HostileArgumentTest.<RuntimeException>sneaky(thrown);
        }
    }

    private static final class ThrowingMap extends AbstractMap<String, String> {
        private final Throwable thrown;

        ThrowingMap(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public String get(Object key) {
            throw HostileArgumentTest.<RuntimeException>sneaky(thrown);
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            throw HostileArgumentTest.<RuntimeException>sneaky(thrown);
        }
    }

    /** Has one key for ever, and counts how often it is asked for the next; finds nothing by it. */
    private static final class EndlessMap extends AbstractMap<Object, String> {
        private final AtomicInteger asked = new AtomicInteger();
        private final Object key;

        EndlessMap(Object key) {
            this.key = key;
        }

        @Override
        public String get(Object wanted) {
            return null;
        }

        @Override
        public Set<Entry<Object, String>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Object, String>> iterator() {
                    return Stream.generate(() -> {
                                if (asked.incrementAndGet() > 1_000_000) {
                                    throw new AssertionError("asked for the millionth entry");
                                }
                                return (Entry<Object, String>) new SimpleEntry<>(key, "value");
                            })
                            .iterator();
                }

                @Override
                public int size() {
                    return Integer.MAX_VALUE;
                }
            };
        }
    }

    private static final class MapWithoutAWayThrough extends AbstractMap<String, String> {
        private final Throwable thrown;

        MapWithoutAWayThrough(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public String get(Object key) {
            return null;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            throw HostileArgumentTest.<RuntimeException>sneaky(thrown);
        }
    }

    private static final class ThrowingList extends AbstractList<String> {
        private final Throwable thrown;
        private final int size;

        ThrowingList(Throwable thrown, int size) {
            this.thrown = thrown;
            this.size = size;
        }

        @Override
        public String get(int index) {
            throw HostileArgumentTest.<RuntimeException>sneaky(thrown);
        }

        @Override
        public int size() {
            if (size == 0) {
                throw HostileArgumentTest.<RuntimeException>sneaky(thrown);
            }
            return size;
        }
    }

    enum Level {
        GOLD
    }

    @SuppressWarnings("unused") // read by name
    public static final class Mirror {

        public Class<?> getType() {
            return Mirror.class;
        }

        public ClassLoader getLoader() {
            return Mirror.class.getClassLoader();
        }

        public Method getMethod() {
            return Mirror.class.getMethods()[0];
        }

        public Module getModule() {
            return Mirror.class.getModule();
        }

        public Thread getThread() {
            return Thread.currentThread();
        }

        public ThreadGroup getGroup() {
            return Thread.currentThread().getThreadGroup();
        }

        public ProtectionDomain getDomain() {
            return Mirror.class.getProtectionDomain();
        }

        public Object getGeneric() {
            return java.util.HashMap.class.getGenericSuperclass();
        }

        public List<?> getTypes() {
            return Arrays.asList(Mirror.class, String.class);
        }

        public Level getLevel() {
            return Level.GOLD;
        }
    }
}
