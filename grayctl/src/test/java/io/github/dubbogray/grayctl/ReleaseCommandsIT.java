package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.ServiceId;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import io.github.dubbogray.nacos.gray.GrayReleases;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of releases against a real Nacos; what consumers would announce is registered by hand. */
class ReleaseCommandsIT {

    private static final String APPLICATION = "demo-provider";
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private static final String[] PLAN = {
        "apiVersion: dubbo-gray/v1",
        "application: demo-provider",
        "lane: canary",
        "rule: ramp",
        "steps:",
        "  - { share: 10%, hold: 0s, approve: true }",
        "  - { share: 100% }",
        "analysis: { every: 1s, minCalls: 50, errorMargin: 10, slowMargin: 10 }"
    };

    private final Server server = Server.running();
    private final String namespace = "release-" + NAMESPACES.incrementAndGet();
    private NacosAdmin admin;
    private Session session;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() {
        admin = server.namespace(namespace);
        session = new Session(folder).in(server.environment(namespace));
        session.file("d.yaml", Samples.ramp("0%", "100%")).file("plan.yaml", PLAN);
        assertThat(session.run("apply", "d.yaml", "--yes").exitCode()).isZero();
    }

    private String document() {
        return new GrayDocuments(admin).read(APPLICATION).orElseThrow().text();
    }

    /** Says what the one consumer says now: it follows the document, and has counted so many calls of either lane. */
    private void announce(long calls, long grayFailures) {
        String text = document();
        Map<String, String> said = new HashMap<>(Map.of(
                "application", "web",
                "process", "1@host",
                "library", "1",
                "revision", DocumentReader.revisionOf(text),
                "state", "ok"));
        ReleaseMark mark = ((io.github.dubbogray.core.document.Reading.Accepted) DocumentReader.read(text))
                .table()
                .release();
        if (mark instanceof ReleaseMark.OfStep step) {
            said.put(
                    "counts",
                    new StepReport(
                                    step.id(),
                                    step.step(),
                                    Map.of(
                                            "canary",
                                            new LaneCounts(
                                                    calls,
                                                    new LaneCounts.Of(grayFailures, grayFailures),
                                                    LaneCounts.Of.NONE),
                                            "stable",
                                            new LaneCounts(calls, LaneCounts.Of.NONE, LaneCounts.Of.NONE)))
                            .text());
        }
        Server.register(
                admin,
                new ServiceId(APPLICATION + ".gray-consumers", "dubbo-gray"),
                new NacosInstance("127.0.0.1", 4711, 1, true, true, false, "DEFAULT", said));
    }

    private Session.Result start() {
        return session.run("release", "start", "plan.yaml", "--id", "r-1", "--yes");
    }

    private JsonNode status() {
        return session.run("release", "status", "--json").json();
    }

    /** Runs a controller beside until the release is in a phase; each look sees more calls than the one before. */
    private void runUntil(String phase, long grayFailuresOfThousand) throws Exception {
        runUntil(() -> status().path("phase").asText().equals(phase), grayFailuresOfThousand);
        assertThat(status().path("phase").asText()).isEqualTo(phase);
    }

    private void runUntil(BooleanSupplier isSo, long grayFailuresOfThousand) throws Exception {
        Thread controller = new Thread(() -> session.run("release", "run"), "controller");
        controller.start();
        try {
            for (int look = 1; look < 120 && !isSo.getAsBoolean(); look++) {
                announce(1_000L * look, grayFailuresOfThousand * look);
            }
        } finally {
            controller.interrupt();
            controller.join();
        }
    }

    @Nested
    class Starting {

        @Test
        void plan_saysWhatWouldBe() {
            Session.Result result = session.run("release", "plan", "plan.yaml", "--calls-per-second", "100");

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).startsWith("release of demo-provider: lane canary by rule ramp, 2 steps");
        }

        @Test
        void planThatDoesNotFitTheDocument_isRefusedWithItsPlace() {
            session.file("bad.yaml", String.join("\n", PLAN).replace("rule: ramp", "rule: remp"));

            Session.Result result = session.run("release", "start", "bad.yaml", "--yes");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("bad.yaml:4:7: error GRAY", "remp");
            assertThat(new GrayReleases(admin).read(APPLICATION, ReleaseText.STATE))
                    .isEmpty();
        }

        @Test
        void secondRelease_isDeclinedWhileTheFirstIsOn() {
            assertThat(start().exitCode()).isZero();

            Session.Result second = session.run("release", "start", "plan.yaml", "--id", "r-2", "--yes");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("release r-1 is pending; promote it or roll it back first");
        }

        @Test
        @DisplayName("Of two starts at one moment one wins, the other is told, and the plan is the winner's")
        void twoAtOneMoment_oneWins() throws Exception {
            session.file("other.yaml", String.join("\n", PLAN).replace("10%", "20%"));
            ExecutorService both = Executors.newFixedThreadPool(2);
            try {
                List<Session.Result> ended = new ArrayList<>();
                for (Future<Session.Result> each : both.invokeAll(List.<Callable<Session.Result>>of(
                        () -> session.run("release", "start", "plan.yaml", "--id", "r-1", "--yes"),
                        () -> session.run("release", "start", "other.yaml", "--id", "r-2", "--yes")))) {
                    ended.add(each.get());
                }
                assertThat(ended).extracting(Session.Result::exitCode).containsExactlyInAnyOrder(0, 1);
                assertThat(ended)
                        .filteredOn(result -> result.exitCode() == 1)
                        .allSatisfy(told -> assertThat(told.err())
                                .containsAnyOf("somebody else has started a release at this moment", " is pending;"));
            } finally {
                both.shutdown();
            }
            assertThat(new GrayReleases(admin)
                            .read(APPLICATION, ReleaseText.PLAN)
                            .orElseThrow()
                            .text())
                    .contains(status().path("release").asText().equals("r-1") ? "share: 10%" : "share: 20%");
        }

        @Test
        void nobodyThere_isNotStartedWithoutYes() {
            Session.Result result = session.run("release", "start", "plan.yaml");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("Nobody is there to answer: say --yes");
        }

        @Test
        void nameThatIsNone_isRefused() {
            assertThat(session.run("release", "start", "plan.yaml", "--id", "a b", "--yes")
                            .exitCode())
                    .isEqualTo(2);
        }

        @Test
        void noRelease_isSaid() {
            for (String command : new String[] {"status", "history", "report", "run"}) {
                Session.Result result = session.run("release", command);
                assertThat(result.exitCode()).as(command).isEqualTo(1);
                assertThat(result.err()).as(command).contains("there is no release of demo-provider");
            }
        }
    }

    @Nested
    class Running {

        @Test
        void goodVersion_waitsForTheApprovalAndIsPromoted() throws Exception {
            announce(0, 0);
            start();
            runUntil("waiting-for-approval", 0);
            assertThat(document()).contains("canary: 10%", "release: { id: \"r-1\", step: 1");

            assertThat(session.run("release", "approve", "--yes").exitCode()).isZero();
            runUntil("promoted", 0);

            assertThat(document()).contains("canary: 100%").doesNotContain("release:");
            assertThat(session.run("release", "history").out()).contains("waiting-for-approval", "approved by amy");
            assertThat(session.run("release", "status").exitCode()).isZero();
        }

        @Test
        @DisplayName("An undo during a release names it and says that it pauses, and so it does")
        void undo_namesTheRelease_andPausesIt() throws Exception {
            String before = document();
            announce(0, 0);
            start();
            runUntil("waiting-for-approval", 0);
            assertThat(session.run("history", "--json")
                            .json()
                            .get(0)
                            .get("what")
                            .asText())
                    .isEqualTo("release r-1");

            Session.Result undone = session.withPerson().runWith("y\n", "undo");

            assertThat(undone.exitCode()).as(undone.err()).isZero();
            assertThat(undone.out())
                    .contains(
                            "This takes back what release r-1 has published.\n",
                            "Release r-1 is waiting-for-approval at step 1: it keeps this edit, and pauses.");
            assertThat(undone.err()).endsWith(", which pauses release r-1? [y/N] ");
            runUntil("paused", 0);
            assertThat(document()).isEqualTo(before);
        }

        @Test
        void badVersion_isRolledBackAndReported() throws Exception {
            announce(0, 0);
            start();
            runUntil("rolled-back", 50);

            assertThat(document()).contains("canary: 0%").doesNotContain("release:");
            assertThat(session.run("release", "report").out()).contains("| trigger |", "| time to detect");
        }

        @Test
        @DisplayName(
                "Harm is an incident until it has stayed away, a webhook is told of it, and figures follow from it")
        void badVersion_isAnIncidentThatIsClosed() throws Exception {
            List<String> received = new CopyOnWriteArrayList<>();
            HttpServer webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            webhook.createContext("/", exchange -> {
                received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            webhook.start();
            try {
                Map<String, String> told = new HashMap<>(server.environment(namespace));
                told.put(
                        "GRAYCTL_WEBHOOK",
                        "http://127.0.0.1:" + webhook.getAddress().getPort() + "/hook/s3cr3t");
                session.in(told);
                announce(0, 0);
                start();
                runUntil(() -> isClosed() && received.stream().anyMatch(text -> text.contains("is closed")), 50);
            } finally {
                webhook.stop(0);
            }

            assertThat(session.run("release", "incidents", "--json").json()).hasSize(1);
            Session.Result report = session.run("release", "incidents", "1");
            assertThat(report.exitCode()).isZero();
            assertThat(report.out())
                    .contains(
                            "# Incident 1 of demo-provider",
                            "| standing | closed |",
                            "| trigger | failed calls |",
                            "| detection | release controller ",
                            "| analysis | release controller ",
                            "| response | release r-1 | rolling-back/spreading |",
                            "| review | release controller ");
            assertThat(String.join("\n", received))
                    .contains(
                            "release r-1 is rolling-back at step 1",
                            "incident 1 of demo-provider is open: failed calls");
            assertThat(session.run("release", "figures", "--openmetrics").out())
                    .contains(
                            "dubbo_gray_releases_total{application=\"demo-provider\",result=\"rolled-back\"} 1",
                            "dubbo_gray_release_success_ratio{application=\"demo-provider\"} 0",
                            "dubbo_gray_release_time_to_recover_seconds{application=\"demo-provider\"} ");
        }

        private boolean isClosed() {
            JsonNode incidents = session.run("release", "incidents", "--json").json();
            return incidents.size() == 1 && !incidents.get(0).path("isOpen").asBoolean(true);
        }

        @Test
        void orders_holdWhileNobodyRunsIt() {
            announce(0, 0);
            start();

            assertThat(session.run("release", "pause", "--yes", "--reason", "lunch")
                            .out())
                    .contains("release r-1 is paused at step 0: paused by amy: lunch");
            assertThat(session.run("release", "pause", "--yes").exitCode()).isEqualTo(1);
            assertThat(session.run("release", "resume", "--yes").exitCode()).isZero();
            assertThat(document()).contains("canary: 10%");
            assertThat(session.run("release", "rollback", "--yes").exitCode()).isZero();
            assertThat(document()).contains("canary: 0%");
        }

        @Test
        void viewer_mayLookAndNotOrder() {
            start();
            Map<String, String> viewer = new HashMap<>(server.environment(namespace));
            viewer.put("GRAYCTL_USERNAME", Server.VIEWER);
            session.in(viewer);

            assertThat(session.run("release", "status").exitCode()).isZero();
            Session.Result result = session.run("release", "rollback", "--yes");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("Nacos denies it");
        }
    }
}
