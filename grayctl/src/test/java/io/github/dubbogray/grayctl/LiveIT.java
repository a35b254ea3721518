package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.ServiceId;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import io.github.dubbogray.nacos.gray.GrayFleet;
import io.github.dubbogray.testing.FreePort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands against a real Nacos with accounts. */
class LiveIT {

    private static final String APPLICATION = "demo-provider";
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final Server server = Server.running();
    private final String namespace = "live-" + NAMESPACES.incrementAndGet();
    private NacosAdmin admin;
    private GrayDocuments documents;
    private Session session;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() {
        admin = server.namespace(namespace);
        documents = new GrayDocuments(admin);
        session = new Session(folder).in(server.environment(namespace));
    }

    private static String document(int number) {
        int share = 1 + number % 98;
        return "# number " + number + "\r\n"
                + String.join("\r\n", Samples.ramp(share + "%", 100 - share + "%"))
                + "  # end ✓";
    }

    private String inNacos() {
        return documents.read(APPLICATION).map(GrayDocument::text).orElse("none");
    }

    private void apply(String text) {
        assertThat(session.file("d.yaml", text.getBytes(StandardCharsets.UTF_8)).run("apply", "d.yaml", "--yes"))
                .extracting(Session.Result::exitCode, Session.Result::err)
                .containsExactly(0, "");
    }

    /** Says yes, once something has happened while the question stood. */
    private static InputStream answerAfter(Runnable edit) {
        return new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)) {
            private boolean isEdited;

            @Override
            public synchronized int read() {
                if (!isEdited) {
                    isEdited = true;
                    edit.run();
                }
                return super.read();
            }

            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                throw new AssertionError("the answer is read to the end of its line, and no further");
            }
        };
    }

    @Nested
    class Publishing {

        @Test
        void text_isInNacosByteForByte_withWhoAndWhy() {
            String text = document(7);
            session.file("d.yaml", text.getBytes(StandardCharsets.UTF_8));

            Session.Result result = session.run("apply", "d.yaml", "--yes", "--reason", "first \"try\", ünd\nmore");

            assertThat(result.exitCode()).isZero();
            assertThat(inNacos()).isEqualTo(text);
            JsonNode newest = session.run("history", "--json").json().get(0);
            assertThat(List.of(
                            newest.get("by").asText(),
                            newest.get("reason").asText(),
                            newest.get("what").asText()))
                    .containsExactly("amy", "first \"try\", ünd\nmore", "apply");
        }

        @Test
        void longReason_isCutToTheTerminal_andWholeWhereNoneIs() {
            String reason = "慢 because ".repeat(20).strip();
            session.file("d.yaml", document(1)).run("apply", "d.yaml", "--yes", "--reason", reason);

            assertThat(session.run("history").out()).contains(reason);
            assertThat(session.onColumns(80)
                            .run("history")
                            .out()
                            .lines()
                            .toList()
                            .get(1))
                    .endsWith("…")
                    .contains("apply  慢 because")
                    .hasSizeBetween(70, 80);
        }

        @Test
        void refusedText_isNotPublished() {
            apply(document(1));
            session.file("bad.yaml", "apiVersion: dubbo-gray/v1", "application: demo-provider", "lains: {}");

            Session.Result result = session.run("apply", "bad.yaml", "--yes");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("bad.yaml:3:1: error GRAY").contains("nothing is changed");
            assertThat(inNacos()).isEqualTo(document(1));
        }

        @Test
        void textOfAnotherApplication_isRefused() {
            session.file("d.yaml", document(1).replace(APPLICATION, "other"));

            assertThat(session.run("apply", "d.yaml", "--yes").exitCode()).isEqualTo(1);
            assertThat(inNacos()).isEqualTo("none");
        }

        @Test
        void dryRun_andNo_changeNothing() {
            session.file("d.yaml", document(1));

            assertThat(session.run("apply", "d.yaml", "--dry-run").err()).isEqualTo("dry run: nothing is changed\n");
            Session.Result no = session.withPerson().runWith("n\n", "apply", "d.yaml");
            assertThat(no.exitCode()).isEqualTo(1);
            assertThat(no.err())
                    .isEqualTo("Publish this for demo-provider in namespace " + namespace + " at " + server.address()
                            + "? [y/N] nothing is changed\n");
            assertThat(inNacos()).isEqualTo("none");
        }

        @Test
        void nobodyToAnswer_isSaid() {
            session.file("d.yaml", document(1));

            Session.Result result = session.run("apply", "d.yaml");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("Nobody is there to answer: say --yes");
            assertThat(inNacos()).isEqualTo("none");
        }

        @Test
        void otherRevisionThanExpected_isRefused() {
            apply(document(1));
            session.file("d.yaml", document(2));

            assertThat(session.run("apply", "d.yaml", "--yes", "--if-revision", "none")
                            .exitCode())
                    .isEqualTo(1);
            assertThat(inNacos()).isEqualTo(document(1));
            assertThat(session.run("apply", "d.yaml", "--yes", "--if-revision", DocumentReader.revisionOf(document(1)))
                            .exitCode())
                    .isZero();
        }

        @Test
        void journalOfSomebodyElse_isLeftAlone_andSaid() {
            admin.publishConfig(new ConfigId(APPLICATION + ".gray-journal", "dubbo"), "my notes");
            session.file("d.yaml", document(1));

            Session.Result result = session.run("apply", "d.yaml", "--yes");

            assertThat(result.err()).contains("the journal is not one of grayctl's, and was left as it is");
            assertThat(admin.config(new ConfigId(APPLICATION + ".gray-journal", "dubbo")))
                    .contains("my notes");
            assertThat(inNacos()).isEqualTo(document(1) + "\n");
        }
    }

    @Nested
    class Races {

        /** Somebody else publishes while the question stands on the screen. */
        @Test
        void editBetweenPreviewAndApply_isNeverOverwritten() {
            apply(document(0));
            for (int i = 1; i <= 100; i++) {
                String theirs = document(1_000 + i);
                String mine = document(i);
                session.file("d.yaml", mine.getBytes(StandardCharsets.UTF_8));
                Session.Result result =
                        session.withPerson().runReading(answerAfter(() -> publish(theirs)), "apply", "d.yaml");

                assertThat(result.exitCode()).isEqualTo(1);
                assertThat(result.err()).contains("somebody else has changed the document");
                assertThat(inNacos()).isEqualTo(theirs);
            }
        }

        @Test
        void removalBetweenPreviewAndApply_isNotUndone() {
            apply(document(0));
            session.file("d.yaml", document(1).getBytes(StandardCharsets.UTF_8));

            Session.Result result = session.withPerson()
                    .runReading(
                            answerAfter(() -> admin.deleteConfig(new ConfigId(APPLICATION + ".gray-router", "dubbo"))),
                            "apply",
                            "d.yaml");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(inNacos()).isEqualTo("none");
        }

        private void publish(String text) {
            GrayDocument basis = documents.read(APPLICATION).orElse(null);
            documents.publish(APPLICATION, basis, text, new Change(Instant.now(), "they", "edit", "", "", ""));
        }

        @Test
        void manyWithOneBasis_oneWins() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                for (int round = 0; round < 25; round++) {
                    GrayDocument basis = documents.read(APPLICATION).orElse(null);
                    int first = round * 4;
                    List<Callable<String>> all = IntStream.range(first, first + 4)
                            .mapToObj(i -> (Callable<String>) () -> won(basis, document(i)))
                            .toList();
                    List<String> winners = new ArrayList<>();
                    for (Future<String> each : threads.invokeAll(all)) {
                        if (!each.get().isEmpty()) {
                            winners.add(each.get());
                        }
                    }

                    assertThat(winners).containsExactly(inNacos());
                }
            } finally {
                threads.shutdownNow();
            }
        }

        private String won(@Nullable GrayDocument basis, String text) {
            try {
                documents.publish(APPLICATION, basis, text, new Change(Instant.now(), "one", "edit", "", "", ""));
                return text;
            } catch (NacosRequestException failure) {
                assertThat(failure.kind()).isEqualTo(NacosRequestException.Kind.CONFLICT);
                return "";
            }
        }
    }

    @Nested
    class Undoing {

        @Test
        void tenApplies_undoThree_isTheSeventh() {
            IntStream.rangeClosed(1, 10).forEach(i -> apply(document(i)));

            assertThat(session.run("undo", "3", "--yes", "--reason", "it was worse")
                            .exitCode())
                    .isZero();
            assertThat(inNacos()).isEqualTo(document(7));
            assertThat(session.run("history", "--show", "1").out()).isEqualTo(document(10));
            assertThat(session.run("undo", "--yes").exitCode()).isZero();
            assertThat(inNacos()).isEqualTo(document(10));
            assertThat(session.run("history", "-n", "3", "--json").json())
                    .extracting(change -> change.get("what").asText())
                    .containsExactly("undo 1", "undo 3", "apply");
        }

        @Test
        void firstDocument_isNotRemoved() {
            apply(document(1));

            Session.Result result = session.run("undo", "--yes");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("had no document before that");
            assertThat(inNacos()).isEqualTo(document(1));
        }

        @Test
        void removedDocument_comesBack() {
            apply(document(1));
            admin.deleteConfig(new ConfigId(APPLICATION + ".gray-router", "dubbo"));

            assertThat(session.run("undo", "--yes").exitCode()).isZero();
            assertThat(inNacos()).isEqualTo(document(1));
        }

        @Test
        void moreThanNacosRemembers_isSaid() {
            apply(document(1));

            assertThat(session.run("undo", "5", "--yes").err()).contains("Nacos remembers 1 changes");
        }
    }

    @Nested
    class Editing {

        @Test
        void ramp_changesItsCharactersOnly() {
            apply(document(10));

            assertThat(session.run("lanes", "ramp", "canary", "25%", "--yes").exitCode())
                    .isZero();
            assertThat(inNacos()).isEqualTo(document(10).replace("11%", "25%").replace("89%", "75%"));
        }

        @Test
        void off_andOn_giveTheSameDocument() {
            apply(document(10));

            assertThat(session.run("off", "--yes", "--reason", "2 am").exitCode())
                    .isZero();
            assertThat(inNacos()).contains("enabled: false");
            assertThat(session.run("off", "--yes").out()).contains("is in Nacos already");
            assertThat(session.run("on", "--yes").exitCode()).isZero();
            assertThat(inNacos().replace("enabled: true\r\n", "").replace("enabled: true\n", ""))
                    .isEqualTo(document(10));
        }

        @Test
        void noDocument_isSaid() {
            assertThat(session.run("off", "--yes"))
                    .isEqualTo(new Session.Result(
                            1,
                            "",
                            "grayctl: there is no document of demo-provider in namespace " + namespace + " at "
                                    + server.address() + "\n"));
        }

        @Test
        void laneWithoutShare_isRefusedWithPlace() {
            apply(document(10));

            Session.Result result = session.run("lanes", "ramp", "beta", "25%", "--yes");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).startsWith("grayctl: demo-provider in Nacos:");
            assertThat(inNacos()).isEqualTo(document(10));
        }
    }

    @Nested
    class Instances {

        private final NacosInstance one = NacosInstance.persistent(
                20_880, Map.of("gray.version", "v1", "revision", "abc", "gray.region", "east"));
        private final ServiceId service = ServiceId.of(APPLICATION);
        private final ServiceId byInterface = ServiceId.of("providers:com.acme.Greeter:1.0.0:");

        @BeforeEach
        void register() {
            Server.register(admin, service, one);
            Map<String, String> metadata = new HashMap<>(one.metadata());
            metadata.put("application", APPLICATION);
            Server.register(admin, byInterface, one.withMetadata(metadata));
        }

        private NacosInstance now(ServiceId of) {
            return admin.instances(of).get(0);
        }

        @Test
        void labels_areSetAndUnset_inEveryService_andTheRestStays() {
            assertThat(session.run("label", "set", "127.0.0.1:20880", "version=v2", "env=gray", "--yes")
                            .exitCode())
                    .isZero();
            await().untilAsserted(() -> assertThat(List.of(now(service), now(byInterface)))
                    .allSatisfy(
                            instance -> assertThat(GrayFleet.labelsOf(instance).toMap())
                                    .isEqualTo(Map.of("version", "v2", "env", "gray", "region", "east"))));
            assertThat(now(service).metadata()).containsEntry("revision", "abc");

            assertThat(session.run("label", "unset", "127.0.0.1:20880", "env", "region", "--yes")
                            .exitCode())
                    .isZero();
            await().untilAsserted(() -> assertThat(List.of(now(service), now(byInterface)))
                    .allSatisfy(instance ->
                            assertThat(GrayFleet.labelsOf(instance).toMap()).isEqualTo(Map.of("version", "v2"))));
        }

        @Test
        void whoChangedAnInstance_isKept() {
            String address = "127.0.0.1:20880";
            session.run("weight", address, "0.5", "--yes");
            session.run("isolate", address, "--yes", "--author", "bob", "--reason", "it hangs");
            session.run("restore", address, "--dry-run");

            JsonNode changes = session.run("history", "--instances", "--json").json();
            assertThat(changes)
                    .extracting(change -> change.get("by").asText() + ": "
                            + change.get("what").asText() + ": "
                            + change.get("reason").asText())
                    .containsExactly(
                            "bob: isolate " + address + ": it hangs", "amy: set the weight 0.5 of " + address + ": ");
            assertThat(session.run("history", "--instances", "-n", "1").out().lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .endsWith("Z  bob  isolate " + address + "  it hangs");
            assertThat(session.run("history", "--instances", "--show", "1").exitCode())
                    .isEqualTo(2);
            assertThat(session.run("history", "--instances", "--application", "nobody")
                            .out())
                    .startsWith("grayctl has changed no instance of nobody in namespace ");
        }

        @Test
        void journalThatCannotBeWritten_isSaid_andTheInstanceIsChanged() {
            admin.publishConfig(new ConfigId(APPLICATION + ".gray-instances-journal", "dubbo"), "my notes");

            Session.Result result = session.run("isolate", "127.0.0.1:20880", "--yes");

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).contains("who did it and why is not kept");
            assertThat(now(service).enabled()).isFalse();
        }

        @Test
        void weight_andIsolation_leaveEachOtherAndMetadataAlone() {
            assertThat(session.run("weight", "127.0.0.1:20880", "0.5", "--yes").exitCode())
                    .isZero();
            assertThat(session.run("isolate", "127.0.0.1:20880", "--yes").exitCode())
                    .isZero();
            await().untilAsserted(() -> assertThat(List.of(now(service), now(byInterface)))
                    .allSatisfy(instance -> {
                        assertThat(instance.enabled()).isFalse();
                        assertThat(instance.weight()).isEqualTo(0.5);
                        assertThat(instance.metadata()).containsEntry("gray.version", "v1");
                    }));

            assertThat(session.run("restore", "127.0.0.1:20880", "--yes").exitCode())
                    .isZero();
            await().untilAsserted(() -> assertThat(now(service))
                    .satisfies(instance -> assertThat(instance.enabled()).isTrue())
                    .satisfies(instance -> assertThat(instance.weight()).isEqualTo(0.5)));
        }

        @Test
        void isolationWhileTheQuestionStands_isNotUndoneByAWeight() {
            InputStream answer = answerAfter(() -> assertThat(
                            session.run("isolate", "127.0.0.1:20880", "--yes").exitCode())
                    .isZero());

            Session.Result result = new Session(folder)
                    .in(server.environment(namespace))
                    .withPerson()
                    .runReading(answer, "weight", "127.0.0.1:20880", "5");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("somebody else has changed 127.0.0.1:20880 meanwhile");
            assertThat(now(service).enabled()).isFalse();
        }

        @Test
        void whatIsNoLabel_keepsNobodyFromAnything() {
            Server.register(
                    admin,
                    service,
                    NacosInstance.persistent(
                            20_881, Map.of("gray.note", "a b", "gray.", "x", "gray.version", "v2", "gray.x", "中文")));
            apply(document(10));

            assertThat(session.run("status").exitCode()).isZero();
            assertThat(session.run("off", "--yes").exitCode()).isZero();
            assertThat(inNacos()).contains("enabled: false");
        }

        @Test
        void status_showsWhatNacosHas() {
            apply(document(10));

            Session.Result result = session.run("status", "--json");

            assertThat(result.exitCode()).isZero();
            assertThat(result.json().get(0).get("instances")).hasSize(1).allSatisfy(instance -> {
                assertThat(instance.get("address").asText()).isEqualTo("127.0.0.1:20880");
                assertThat(instance.get("lane").asText()).isEqualTo("stable");
                assertThat(instance.get("standing").asText()).isEqualTo("up");
            });
        }

        @ParameterizedTest
        @CsvSource({
            "127.0.0.1:1 version=v2, 1, there is no instance 127.0.0.1:1",
            "127.0.0.1:20880 version, 2, version",
            "127.0.0.1:20880 version=v 2, 2, ''"
        })
        void whatCannotBeSet_isRefused(String arguments, int exitCode, String said) {
            List<String> words = new ArrayList<>(List.of("label", "set", "--yes"));
            words.addAll(List.of(arguments.split(" ", 2)));

            Session.Result result = session.run(words.toArray(String[]::new));

            assertThat(result.exitCode()).isEqualTo(exitCode);
            assertThat(result.err()).contains(said);
        }
    }

    @Nested
    class Consumers {

        private final ServiceId service = new ServiceId(APPLICATION + ".gray-consumers", "dubbo-gray");

        private void announce(int port, String revision, String state) {
            Server.register(
                    admin,
                    service,
                    NacosInstance.persistent(
                                    port,
                                    Map.of(
                                            "application",
                                            "web",
                                            "process",
                                            port + "@host",
                                            "library",
                                            "1.0",
                                            "revision",
                                            revision,
                                            "state",
                                            state))
                            .switchedOff());
        }

        @Test
        void wait_namesWhoIsLate() {
            apply(document(1));
            String revision = DocumentReader.revisionOf(document(1));
            announce(1_001, revision, "ok");
            announce(1_002, "old", "last-good");

            Session.Result result = session.run("wait", "--timeout", "500ms");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out())
                    .isEqualTo("web 1002@host runs old, last-good\n1 of 2 do not run " + revision + "\n");
            assertThat(session.run("status").exitCode()).isEqualTo(1);

            announce(1_002, revision, "ok");
            assertThat(session.run("wait").out()).isEqualTo("2 consumers run " + revision + "\n");
            assertThat(session.run("status").exitCode()).isZero();
        }

        @Test
        void wait_forNobody_isAFinding() {
            apply(document(1));

            Session.Result result = session.run("wait", "--timeout", "100ms");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).contains("no consumer of demo-provider has announced itself");
        }

        @Test
        @DisplayName(
                "a document that somebody publishes while one waits is the one that is waited for, and that is said")
        void wait_turnsToTheNewestDocument() {
            apply(document(1));
            String newest = DocumentReader.revisionOf(document(2));
            announce(1_001, newest, "ok");
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();

            int exitCode = Grayctl.commandLine(new Surroundings(
                            new Inputs(folder, InputStream.nullInputStream()),
                            server.environment(namespace),
                            new FirstLook(() -> apply(document(2))),
                            false))
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute("wait", "--timeout", "20s");

            assertThat(exitCode).as(err.toString()).isZero();
            assertThat(out).hasToString("1 consumer runs " + newest + "\n");
            assertThat(err)
                    .hasToString("the document of demo-provider has changed meanwhile: waiting for revision " + newest
                            + " in place of " + DocumentReader.revisionOf(document(1)) + "\n");
        }

        /** The time of day; whoever looks first finds that something has happened meanwhile. */
        private static final class FirstLook extends Clock {

            private Runnable meanwhile;

            private FirstLook(Runnable meanwhile) {
                this.meanwhile = meanwhile;
            }

            @Override
            public Instant instant() {
                meanwhile.run();
                meanwhile = () -> {};
                return Clock.systemUTC().instant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        }

        @Test
        void wait_endsWhenTheLastOneIsThere() throws Exception {
            apply(document(1));
            String revision = DocumentReader.revisionOf(document(1));
            announce(1_001, "old", "ok");
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<Session.Result> waiting = thread.submit(() -> session.run("wait", "--timeout", "1m"));
                announce(1_001, revision, "ok");

                assertThat(waiting.get().exitCode()).isZero();
            } finally {
                thread.shutdownNow();
            }
        }
    }

    @Nested
    class Access {

        private Session with(Map<String, String> changes) {
            Map<String, String> variables = new HashMap<>(server.environment(namespace));
            variables.putAll(changes);
            return new Session(folder).in(variables);
        }

        private String freePort() {
            return "127.0.0.1:" + FreePort.find();
        }

        private static void assertOneLine(Session.Result result, int exitCode, String... words) {
            assertThat(result.exitCode()).isEqualTo(exitCode);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith("grayctl: ").contains(words).hasLineCount(1);
            assertThat(result.err()).doesNotContain(Server.PASSWORD);
        }

        @Test
        void wrongPassword_isDenied() {
            assertOneLine(
                    with(Map.of("GRAYCTL_PASSWORD", "wrong")).run("status"),
                    1,
                    "Nacos denies it: the account nacos is unknown, or its password is wrong");
        }

        @Test
        void wrongNamespace_isSaid() {
            assertOneLine(
                    session.run("status", "--namespace", "nowhere"),
                    1,
                    "there is no namespace nowhere at " + server.address());
        }

        @Test
        void readOnlyAccount_mayLook_andNotChange() {
            apply(document(1));
            Session viewer = with(Map.of("GRAYCTL_USERNAME", Server.VIEWER));

            assertThat(viewer.run("status").exitCode()).isZero();
            session.file("d.yaml", document(2));
            Session.Result result = viewer.run("off", "--yes");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).startsWith("grayctl: Nacos denies it").hasLineCount(1);
            assertThat(inNacos()).isEqualTo(document(1));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "apply d.yaml",
                    "undo",
                    "lanes ramp canary 30%",
                    "off",
                    "switch apply s.yaml",
                    "label set 127.0.0.1:20880 version=v9",
                    "weight 127.0.0.1:20880 2",
                    "isolate 127.0.0.1:20880"
                })
        void readOnlyAccount_isRefusedInOneLine_whateverItChanges(String command) {
            apply(document(1));
            apply(document(3));
            Server.register(
                    admin, ServiceId.of(APPLICATION), NacosInstance.persistent(20_880, Map.of("gray.version", "v1")));
            session.file("d.yaml", document(2))
                    .file("s.yaml", "apiVersion: dubbo-gray/v1", "application: demo-provider", "switches: {}");

            Session.Result result =
                    with(Map.of("GRAYCTL_USERNAME", Server.VIEWER)).run((command + " --yes").split(" "));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err().lines().filter(line -> line.startsWith("grayctl: ")))
                    .containsExactly("grayctl: Nacos denies it: authorization failed! (asked by user viewer)");
            assertThat(result.err()).doesNotContain(Server.PASSWORD);
            assertThat(inNacos()).isEqualTo(document(3));
            assertThat(admin.instances(ServiceId.of(APPLICATION)))
                    .allSatisfy(instance -> assertThat(instance)
                            .extracting(NacosInstance::enabled, NacosInstance::weight)
                            .containsExactly(true, 1.0));
        }

        @Test
        @DisplayName("a token that runs out while a command is at work: an account gets another, a given one is over")
        void tokenThatRunsOut_isRenewedForAnAccount() throws Exception {
            apply(document(1));
            String longer = Server.TOKENS.toSeconds() + 1 + "s";
            Session given = with(Map.of("GRAYCTL_USERNAME", "", "GRAYCTL_TOKEN", server.token(Server.ADMIN)));
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<Session.Result> withToken = thread.submit(() -> given.run("wait", "--timeout", longer));
                Session.Result withAccount = session.run("wait", "--timeout", longer);

                assertThat(withAccount.exitCode()).isEqualTo(1);
                assertThat(withAccount.out()).startsWith("no consumer of demo-provider has announced itself");
                assertOneLine(withToken.get(), 1, "grayctl: Nacos denies it: token expired! (asked with a token)");
            } finally {
                thread.shutdownNow();
            }
        }

        @Test
        void accessKey_isNothingThatTheseAccountsKnow() {
            assertOneLine(
                    with(Map.of(
                                    "GRAYCTL_USERNAME", "",
                                    "GRAYCTL_ACCESS_KEY", "LTAI5t",
                                    "GRAYCTL_SECRET_KEY", Server.PASSWORD))
                            .run("status"),
                    1,
                    "Nacos denies it: ",
                    "(asked with access key LTAI5t)");
        }

        @Test
        @DisplayName("times of history are the server's, whatever the clock of who asks says")
        void clockThatIsOff_changesNoTimeOfHistory() {
            session.file("d.yaml", document(1).getBytes(StandardCharsets.UTF_8));
            Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
            StringWriter err = new StringWriter();

            int exitCode = Grayctl.commandLine(new Surroundings(
                            new Inputs(folder, InputStream.nullInputStream()),
                            server.environment(namespace),
                            ahead,
                            false))
                    .setOut(new PrintWriter(new StringWriter(), true))
                    .setErr(new PrintWriter(err, true))
                    .execute("apply", "d.yaml", "--yes");

            assertThat(exitCode).as(err.toString()).isZero();
            JsonNode newest = session.run("history", "--json").json().get(0);
            assertThat(Instant.parse(newest.get("time").asText()))
                    .isBefore(Instant.now().plusSeconds(60));
            assertThat(newest.get("by").asText()).isEqualTo("amy");
        }

        @Test
        void applicationThatIsNowhere_isAFinding() {
            assertThat(session.run("status", "demo-provder").exitCode()).isEqualTo(1);
        }

        @Test
        void tokenOfSeveralLines_isInNoMessage() {
            Session.Result result = with(Map.of("GRAYCTL_USERNAME", "", "GRAYCTL_TOKEN", "a\nhidden"))
                    .run("status");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).doesNotContain("hidden").hasLineCount(1);
        }

        @Test
        void noAccount_isDenied() {
            assertOneLine(
                    with(Map.of("GRAYCTL_USERNAME", "")).run("status"),
                    1,
                    "Nacos denies it: ",
                    "(asked without an account)");
        }

        @Test
        void token_isEnough() {
            assertThat(with(Map.of(
                                    "GRAYCTL_APPLICATION", "",
                                    "GRAYCTL_USERNAME", "",
                                    "GRAYCTL_TOKEN", server.token(Server.ADMIN)))
                            .run("status")
                            .exitCode())
                    .isZero();
        }

        @Test
        void deadNode_isPassedOver() throws IOException {
            String servers = freePort() + "," + server.address() + "," + freePort();

            assertThat(with(Map.of("GRAYCTL_APPLICATION", "", "GRAYCTL_SERVER", servers))
                            .run("status")
                            .exitCode())
                    .isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", Server.ADMIN})
        void portOfTheConsole_isRecognized(String user) {
            assertOneLine(
                    with(Map.of("GRAYCTL_SERVER", server.consoleAddress(), "GRAYCTL_USERNAME", user))
                            .run("status"),
                    3,
                    "Nacos does not answer: " + server.consoleAddress() + " is the port of Nacos's console");
        }

        @Test
        void portOfGrpc_isRecognized() {
            int grpc = URI.create("http://" + server.address()).getPort() + 1_000;

            assertOneLine(
                    with(Map.of("GRAYCTL_SERVER", "127.0.0.1:" + grpc)).run("status"),
                    3,
                    "got no answer from 127.0.0.1:" + grpc
                            + ": what is there speaks no HTTP/1.1, as the gRPC ports of Nacos, 1000 above the"
                            + " server's");
        }

        @Test
        void nobodyThere_isUnreachable() throws IOException {
            assertOneLine(with(Map.of("GRAYCTL_SERVER", freePort())).run("status"), 3, "Nacos does not answer");
        }

        @Test
        void profile_andPasswordFile_areRead() {
            session.file("secret", Server.PASSWORD)
                    .file(
                            "prod.properties",
                            "server=" + server.address(),
                            "namespace=" + namespace,
                            "username=" + Server.ADMIN,
                            "password-file=secret");

            assertThat(new Session(folder).run("status", "--profile", "prod.properties"))
                    .isEqualTo(new Session.Result(
                            0,
                            "no application has a document in namespace " + namespace + " at " + server.address()
                                    + "\n",
                            ""));
        }

        @ParameterizedTest
        @CsvSource({
            "status --server ftp://x, 'ftp://x'' is no address'",
            "status --profile nowhere, nowhere does not exist",
            "status --server h --username u, user u needs a password",
            "off --server h --yes, say which application",
            "status --server 127.0.0.1:1 a/b, 'the application is ''a/b'', must be of letters, digits'",
            "status, say where Nacos is"
        })
        void wrongUsage_isSaid(String arguments, String said) {
            Map<String, String> none = Map.of();
            Session.Result result = new Session(folder).in(none).run(arguments.split(" "));

            assertThat(result.err()).contains(said).hasLineCount(1);
            assertThat(result.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void trial_isSeenByTheNamedOnly_andEnds() {
        apply(document(1));

        documents.tryOut(APPLICATION, document(2), List.of("10.9.8.7"));
        assertThat(documents.trial(APPLICATION)).contains(document(2));
        assertThat(inNacos()).isEqualTo(document(1));

        documents.endTrial(APPLICATION);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> documents.trial(APPLICATION).isEmpty());
    }
}
