package io.github.dubbogray.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.feature.Answer;
import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.feature.call.CallRequests;
import io.github.dubbogray.feature.text.Heard;
import io.github.dubbogray.feature.text.LastGoodText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraySwitchesTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String ON = "s: { type: boolean, default: true }";
    private static final String OFF = "s: { type: boolean, default: false }";

    @TempDir
    private Path folder;

    private static Heard text(String... lines) {
        return new Heard.Text(ScriptedTexts.document(lines));
    }

    static List<Path> broken() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../dubbo-gray-core/src/test/resources/broken-switches"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Nested
    @DisplayName("S1: listeners hold nobody up but each other")
    class Waiting {

        /** A listener waits for a lock that whoever closes the switches holds, as an application does that is being stopped. */
        @Test
        void close_waitsForNoListener() throws Exception {
            Path file = folder.resolve("switches.yaml");
            Files.writeString(file, ScriptedTexts.document(ON));
            GraySwitches switches = GraySwitches.ofFile(file);
            CountDownLatch isTold = new CountDownLatch(1);
            CountDownLatch isClosed = new CountDownLatch(1);
            switches.listen(listener(names -> {
                isTold.countDown();
                awaitQuietly(isClosed);
            }));

            Files.writeString(file, ScriptedTexts.document(OFF));
            assertThat(isTold.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture.runAsync(switches::close).get(30, TimeUnit.SECONDS);
            isClosed.countDown();

            assertThat(switches.truth("s", true).get()).isFalse();
        }

        @Test
        void whileAListenerIsTold_whatIsGoneStaysGoneAndWhatComesIsKept() {
            LastGoodText kept = new LastGoodText(folder.resolve("kept.yaml"));
            ScriptedTexts source = new ScriptedTexts(text(ON));
            CountDownLatch isOver = new CountDownLatch(1);
            GraySwitches switches =
                    GraySwitches.of("shop", source, Optional.of(kept), CallRequests.ofThread(), Owner.NOBODY);
            switches.listen(listener(names -> awaitQuietly(isOver)));
            try {
                source.say(OFF);
                source.say(new Heard.Gone());
                source.say(new Heard.Away("nobody answers"));
                assertThat(switches.truth("s", true).get()).isTrue();
                assertThat(kept.read()).isEmpty();

                source.say(OFF);
                switches.close();
                assertThat(kept.read()).contains(ScriptedTexts.document(OFF));
            } finally {
                isOver.countDown();
                switches.close();
            }
        }

        @Test
        void changes_areToldInTheirOrder() throws Exception {
            ScriptedTexts source = new ScriptedTexts(text("s0: { type: boolean, default: true }"));
            List<Set<String>> seen = new CopyOnWriteArrayList<>();
            try (GraySwitches switches =
                    GraySwitches.of("shop", source, Optional.empty(), CallRequests.ofThread(), Owner.NOBODY)) {
                switches.listen(listener(seen::add));

                for (int i = 1; i <= 100; i++) {
                    source.say("s" + i + ": { type: boolean, default: true }");
                }
                await().until(() -> seen.size() == 100);
            }
            assertThat(seen)
                    .isEqualTo(IntStream.rangeClosed(1, 100)
                            .mapToObj(i -> Set.of("s" + (i - 1), "s" + i))
                            .toList());
        }

        private SwitchListener listener(Consumer<Set<String>> changed) {
            return new SwitchListener() {
                @Override
                public void changed(Set<String> names) {
                    changed.accept(names);
                }

                @Override
                public void stands(Standing standing) {}
            };
        }

        private void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nested
    @DisplayName("D1: a refused text changes nothing")
    class Texts {

        private final ScriptedTexts source = new ScriptedTexts(text(ON));
        private final GraySwitches switches = Following.of(source);
        private final GraySwitch<Boolean> s = switches.truth("s", false);

        @Test
        void laterText_takesEffectAtOnce() {
            assertThat(s.get()).isTrue();
            source.say(OFF);

            assertThat(s.get()).isFalse();
            assertThat(switches.standing()).isEqualTo(new Standing.Current());
        }

        @Test
        void refusedText_leavesTheLastGoodOneAndIsCounted() {
            source.say("s: { type: boolean, default: maybe }");
            source.say("s: { type: boolean, default: maybe }");

            assertThat(s.get()).isTrue();
            assertThat(switches.standing())
                    .isInstanceOfSatisfying(
                            Standing.Outdated.class,
                            outdated -> assertThat(outdated.why()).matches("revision [0-9a-f]{12} is refused"));
            assertThat(switches.counts().refusedTexts()).isEqualTo(1);
        }

        /** The same texts that the reader's own test refuses, each for its problems. */
        @ParameterizedTest(name = "{0}")
        @MethodSource("io.github.dubbogray.feature.GraySwitchesTest#broken")
        void anyBrokenText_leavesTheLastGoodOne(Path broken) throws IOException {
            source.say(new Heard.Text(Files.readString(broken)));

            assertThat(s.get()).isTrue();
            assertThat(switches.standing()).isInstanceOf(Standing.Outdated.class);
            assertThat(switches.counts().refusedTexts()).isEqualTo(1);
        }

        @Test
        void brokenTexts_areMany() throws IOException {
            assertThat(broken()).hasSizeGreaterThanOrEqualTo(30);
        }

        @Test
        void goodTextAfterARefusedOne_isCurrentAgain() {
            source.say("s: { type: boolean, default: maybe }");
            source.say(ON);

            assertThat(switches.standing()).isEqualTo(new Standing.Current());
        }

        @Test
        void deletedDocument_leavesTheCallersDefaults() {
            source.say(new Heard.Gone());

            assertThat(s.get()).isFalse();
            assertThat(switches.standing()).isEqualTo(new Standing.Current());
            assertThat(switches.counts().failures()).containsEntry(Failure.FLAG_NOT_FOUND, 1L);
        }

        @Test
        void sourceThatIsAway_leavesWhatIsInForce() {
            source.say(new Heard.Away("nobody answers"));

            assertThat(s.get()).isTrue();
            assertThat(switches.standing()).isEqualTo(new Standing.Outdated("nobody answers"));
            source.say(ON);
            assertThat(switches.standing()).isEqualTo(new Standing.Current());
        }

        @Test
        void listener_hearsTheNamesOfWhatChanged() {
            List<Object> heard = new ArrayList<>();
            switches.listen(noting(heard));
            source.say(ON, "t: { type: string, default: x }");
            source.say("# only a comment", ON, "t: { type: string, default: x }");
            source.say(new Heard.Away("away"));
            source.say(OFF);

            assertThat(heard)
                    .containsExactly(
                            Set.of("t"), new Standing.Outdated("away"), Set.of("s", "t"), new Standing.Current());
        }

        @Test
        void listenerThatThrows_keepsNobodyFromHearing() {
            List<Object> heard = new ArrayList<>();
            switches.listen(new SwitchListener() {
                @Override
                public void changed(Set<String> names) {
                    throw new IllegalStateException("host");
                }

                @Override
                public void stands(Standing standing) {
                    throw new NoClassDefFoundError("host");
                }
            });
            switches.listen(noting(heard));
            source.say(OFF);
            source.say(new Heard.Away("away"));

            assertThat(heard).containsExactly(Set.of("s"), new Standing.Outdated("away"));
        }

        @Test
        void listenerThatIsForgotten_hearsNoMore() {
            List<Object> heard = new ArrayList<>();
            SwitchListener listener = noting(heard);
            switches.listen(listener);
            switches.forget(listener);
            source.say(OFF);

            assertThat(heard).isEmpty();
        }

        private SwitchListener noting(List<Object> heard) {
            return new SwitchListener() {
                @Override
                public void changed(Set<String> names) {
                    heard.add(names);
                }

                @Override
                public void stands(Standing standing) {
                    heard.add(standing);
                }
            };
        }

        @Test
        void closed_followsNoMoreAndAnswersOn() {
            switches.close();
            source.say(OFF);

            assertThat(source.isClosed()).isTrue();
            assertThat(s.get()).isTrue();
        }
    }

    @Nested
    @DisplayName("D3: a start while nobody has the document uses the last good one")
    class LastGood {

        private LastGoodText kept;

        @BeforeEach
        void place() {
            kept = new LastGoodText(folder.resolve("a").resolve("shop.yaml"));
        }

        @Test
        void acceptedText_isKeptForAStartAlone() {
            Following.of(new ScriptedTexts(text(ON)), kept).close();
            GraySwitches later = Following.of(new ScriptedTexts(new Heard.Away("nobody answers")), kept);

            assertThat(later.truth("s", false).get()).isTrue();
            assertThat(later.standing()).isEqualTo(new Standing.Outdated("nobody answers"));
        }

        @Test
        void refusedFirstText_isReplacedByTheLastGoodOne() {
            Following.of(new ScriptedTexts(text(ON)), kept).close();

            assertThat(Following.of(new ScriptedTexts(new Heard.Text("switches: [")), kept)
                            .truth("s", false)
                            .get())
                    .isTrue();
        }

        @Test
        void deletedDocument_isKeptNoLonger() {
            ScriptedTexts source = new ScriptedTexts(text(ON));
            Following.of(source, kept);
            source.say(new Heard.Gone());

            assertThat(kept.read()).isEmpty();
        }

        @Test
        void nothingKept_isLacking() {
            assertThat(Following.of(new ScriptedTexts(new Heard.Away("nobody answers")), kept)
                            .standing())
                    .isEqualTo(new Standing.Lacking("nobody answers"));
        }

        @Test
        void copyOfAClient_isNeverCurrent() {
            ScriptedTexts source = new ScriptedTexts(new Heard.Copy(ScriptedTexts.document(ON), "nobody answers"));
            GraySwitches switches = Following.of(source, kept);

            assertThat(switches.truth("s", false).get()).isTrue();
            assertThat(switches.standing()).isEqualTo(new Standing.Outdated("nobody answers"));
            source.say(ON);
            assertThat(switches.standing()).isEqualTo(new Standing.Current());
        }

        @Test
        void copyWhereSomethingIsInForce_isNotTaken() {
            ScriptedTexts source = new ScriptedTexts(text(ON));
            GraySwitches switches = Following.of(source, kept);
            source.say(new Heard.Copy(ScriptedTexts.document(OFF), "nobody answers"));

            assertThat(switches.truth("s", false).get()).isTrue();
            assertThat(switches.standing()).isEqualTo(new Standing.Outdated("nobody answers"));
        }

        @Test
        void damagedCopy_leavesTheLastGoodOne() {
            kept.write(ScriptedTexts.document(ON));
            ScriptedTexts source = new ScriptedTexts(new Heard.Copy("switches: [", "nobody answers"));

            assertThat(Following.of(source, kept).truth("s", false).get()).isTrue();
        }

        @Test
        void nothingAnsweredYet_leavesTheLastGoodOneWhereItIs() {
            kept.write(ScriptedTexts.document(ON));
            GraySwitches switches = Following.of(new ScriptedTexts(new Heard.Unconfirmed("nothing")), kept);

            assertThat(switches.truth("s", false).get()).isTrue();
            assertThat(switches.standing()).isEqualTo(new Standing.Outdated("nothing"));
            assertThat(kept.read()).hasValue(ScriptedTexts.document(ON));
        }

        /** Else every application without a document would begin with an error. */
        @Test
        void nothingAnsweredAndNothingKept_isNoDocument() {
            ScriptedTexts source = new ScriptedTexts(new Heard.Unconfirmed("nothing"));
            GraySwitches switches = Following.of(source, kept);
            source.say(new Heard.Unconfirmed("nothing"));

            assertThat(switches.standing()).isEqualTo(new Standing.Current());
        }

        @Test
        void damagedFile_isNoDocument() throws IOException {
            kept.write("half of a docu");

            assertThat(Following.of(new ScriptedTexts(new Heard.Away("nobody answers")), kept)
                            .standing())
                    .isEqualTo(new Standing.Lacking("nobody answers"));
        }

        @Test
        void file_isItsOwnersOnly() throws IOException {
            kept.write(ScriptedTexts.document(ON));

            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("a").resolve("shop.yaml"))))
                    .isEqualTo("rw-------");
            assertThat(folder.resolve("a")).isDirectoryNotContaining("glob:**.tmp");
        }
    }

    @Nested
    class OfFile {

        private Path file;

        @BeforeEach
        void place() {
            file = folder.resolve("switches.yaml");
        }

        private void write(String line) throws IOException {
            Path fresh = folder.resolve("fresh");
            Files.writeString(fresh, ScriptedTexts.document(line));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Test
        void changedFile_takesEffectWithinTwoSeconds() throws IOException {
            write(ON);
            try (GraySwitches switches = GraySwitches.ofFile(file)) {
                GraySwitch<Boolean> s = switches.truth("s", false);
                assertThat(s.get()).isTrue();
                write(OFF);

                await().atMost(Duration.ofSeconds(2)).until(() -> !s.get());
            }
        }

        @Test
        void missingFile_isLackingUntilItIsThere() throws IOException {
            try (GraySwitches switches = GraySwitches.ofFile(file)) {
                assertThat(switches.standing()).isEqualTo(new Standing.Lacking("there is no file " + file));
                write(ON);

                await().until(() -> switches.standing().equals(new Standing.Current()));
            }
        }

        @Test
        void removedFile_leavesWhatIsInForce() throws IOException {
            write(ON);
            try (GraySwitches switches = GraySwitches.ofFile(file)) {
                Files.delete(file);

                await().until(() -> switches.standing() instanceof Standing.Outdated);
                assertThat(switches.truth("s", false).get()).isTrue();
            }
        }
    }

    /** A request that cannot be asked for anything. */
    private static Request failing(Throwable thrown) {
        return (Request) Proxy.newProxyInstance(
                Request.class.getClassLoader(), new Class<?>[] {Request.class}, (proxy, method, arguments) -> {
                    throw thrown;
                });
    }

    static List<Throwable> thrown() {
        return List.of(new IllegalStateException("destroyed"), new NoClassDefFoundError("gone"));
    }

    @Nested
    @DisplayName("S1: a switch answers from memory, and never throws")
    class Typed {

        private final GraySwitches switches = Following.of(
                new ScriptedTexts(
                        text(
                                "truth: { type: boolean, default: true }",
                                "whole: { type: integer, default: 9223372036854775807 }",
                                "number: { type: number, default: 1.5 }",
                                "text: { type: string, default: x }",
                                "map: { type: object, default: o, variants: { o: { a: 1, b: [x, 1.5, ~], c: { d: true } } } }",
                                "list: { type: object, default: o, variants: { o: [1] } }",
                                "user: { type: boolean, default: false, rules: [{ id: r, when: { attachment.user-id: '7' }, to: true }] }")));

        @Test
        void values_areTheirTypes() {
            assertThat(switches.truth("truth", false).get()).isTrue();
            assertThat(switches.whole("whole", 0).get()).isEqualTo(Long.MAX_VALUE);
            assertThat(switches.number("number", 0).get()).isEqualTo(1.5);
            assertThat(switches.number("whole", 0).get()).isEqualTo(0x1p63);
            assertThat(switches.text("text", "").get()).isEqualTo("x");
            assertThat(switches.map("map", Map.of()).get().toString()).isEqualTo("{a=1, b=[x, 1.5, null], c={d=true}}");
        }

        @Test
        void otherTypeOrName_isTheCallersDefault() {
            assertThat(switches.truth("text", true).get()).isTrue();
            assertThat(switches.text("unknown", "mine").get()).isEqualTo("mine");
            assertThat(switches.map("list", Map.of("mine", 1)).get()).isEqualTo(Map.of("mine", 1));
            assertThat(switches.counts().failures())
                    .isEqualTo(Map.of(Failure.FLAG_NOT_FOUND, 1L, Failure.TYPE_MISMATCH, 2L, Failure.GENERAL, 0L));
        }

        /** As that of a process in its shutdown does. */
        @ParameterizedTest
        @MethodSource("io.github.dubbogray.feature.GraySwitchesTest#thrown")
        void callThatThrows_isTheCallersDefaultAndABug(Throwable thrown) {
            GraySwitches asked = Following.of(
                    new ScriptedTexts(text(
                            "s: { type: boolean, default: true, rules: [{ id: r, when: { method: m }, to: true }] }")),
                    failing(thrown));
            GraySwitch<Boolean> s = asked.truth("s", false);

            assertThat(s.get()).isFalse();
            assertThat(s.answer()).isEqualTo(new Answer.Unanswered("s", thrown));
            assertThat(asked.counts().bugs()).isEqualTo(2);
            assertThat(asked.counts().failures()).containsEntry(Failure.GENERAL, 2L);
        }

        @Test
        void truth_allocatesNothing() {
            GraySwitch<Boolean> truth = switches.truth("truth", false);
            GraySwitch<Boolean> user = switches.truth("user", true);
            int calls = 100_000;
            assertThat(on(truth, calls)).isEqualTo(calls);
            assertThat(on(user, calls)).isZero();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            on(truth, calls);
            on(user, calls);

            assertThat((double) (THREADS.getCurrentThreadAllocatedBytes() - before) / calls)
                    .isLessThan(1);
        }

        private static int on(GraySwitch<Boolean> asked, int calls) {
            int on = 0;
            for (int i = 0; i < calls; i++) {
                on += asked.get() ? 1 : 0;
            }
            return on;
        }

        @Test
        void attributes_countAsAttachments() {
            GraySwitch<Boolean> user = switches.truth("user", false);

            assertThat(user.get()).isFalse();
            assertThat(user.get(Map.of("user-id", "7"))).isTrue();
        }

        @Test
        void answer_saysWhy() {
            assertThat(switches.truth("truth", false).answer()).isEqualTo(switches.ask("truth", SwitchType.BOOLEAN));
        }
    }
}
