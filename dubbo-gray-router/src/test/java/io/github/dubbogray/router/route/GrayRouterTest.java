package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.health.watch.TripState;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Headcount;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.call.Placements;
import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.testing.CapturedLog;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.dubbo.common.utils.Holder;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.SingleRouterChain;
import org.apache.dubbo.rpc.cluster.router.RouterSnapshotNode;
import org.apache.dubbo.rpc.cluster.router.RouterSnapshotSwitcher;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.apache.dubbo.rpc.cluster.router.state.TailStateRouter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrayRouterTest {

    private static final String CANARY_V2 = document("v2");
    private static final String CANARY_V3 = document("v3");
    private static final String STRICT_V9 = """
            apiVersion: dubbo-gray/v1
            application: demo-provider
            lanes:
              canary: { labels: { version: v9 }, fallback: [] }
            """;
    private static final String EVERYBODY_TO_CANARY = document("v2", """
            rules:
              - id: everybody
                to: canary
            """);
    private static final String HALF_AND_HALF = document("v2", """
            rules:
              - id: half
                to: { canary: 50%, stable: 50% }
            """);

    private final FakeInvoker v1a = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
    private final FakeInvoker v1b = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
    private final FakeInvoker v2a = FakeInvoker.of(PROVIDER, Map.of("version", "v2"));
    private final FakeInvoker v2b = FakeInvoker.of(PROVIDER, Map.of("version", "v2"));
    private final FakeInvoker v3 = FakeInvoker.of(PROVIDER, Map.of("version", "v3"));
    private final List<Invoker<Echo>> all = List.of(v1a, v2a, v1b, v2b, v3);

    @TempDir
    private Path directory;

    private TestApplication application;
    private GrayRouter<Echo> router;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory).withConfigCentre();
        router = newRouter();
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Nested
    class TaggedCalls {

        @BeforeEach
        void notified() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));
        }

        @Test
        @DisplayName("P1: the wanted lane serves")
        void lane_getsTheCall() {
            Invocation call = tagged("canary");

            assertThat(route(call)).containsExactly(v2a, v2b);
            assertThat(Placements.of(call)).contains(new Placement.Placed(lane("canary")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"stable", "default"})
        void stable_getsTheCall(String tag) {
            assertThat(route(tagged(tag))).containsExactly(v1a, v1b, v3);
        }

        @Test
        @DisplayName("I3: a tag that names no lane selects by labels")
        void pairs_getTheCall() {
            Invocation call = tagged("version=v3");

            assertThat(route(call)).containsExactly(v3);
            assertThat(Placements.of(call))
                    .contains(new Placement.Placed(new Tier.OfLabels(Labels.of("version", "v3"))));
        }

        @Test
        @DisplayName("R1: a request with a tag is never re-colored")
        void ruleForEverybody_leavesTheTag() {
            application.configuration().push(DATA_ID, EVERYBODY_TO_CANARY);
            Invocation call = tagged("version=v3");

            assertThat(route(call)).containsExactly(v3);
            assertThat(call.getAttachment("x-gray-tag")).isEqualTo("version=v3");
        }

        @Test
        @DisplayName("P1: a lane that is not there falls back, and the placement says why")
        void noInstanceOfTheLane_fallsBack() {
            router.notify(new BitList<>(List.of(v1a, v3)));
            Invocation call = tagged("canary");

            assertThat(route(new BitList<>(List.of(v1a, v3)), call)).containsExactly(v1a, v3);
            assertThat(Placements.of(call))
                    .contains(new Placement.FellBack(
                            lane("canary"), lane("stable"), "lane canary has fewer than 1 of 0 instances present"));
        }
    }

    @Nested
    class UntaggedCalls {

        @Test
        @DisplayName("P2: an untagged call never reaches a gray instance")
        void stable_getsTheCall() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));
            Invocation call = call();

            assertThat(route(call)).containsExactly(v1a, v1b, v3);
            assertThat(Placements.of(call)).contains(new Placement.Placed(lane("stable")));
            assertThat(call.getAttachments()).isEmpty();
        }

        @Test
        @DisplayName("P2: not even when nothing else is left")
        void onlyGrayInstances_isRefused() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));
            BitList<Invoker<Echo>> left = listOf(all, 1, 3);

            assertThat(route(left, call())).isEmpty();
        }

        @Test
        void everythingIsStable_answerIsTheVeryListPassedIn() {
            router.notify(new BitList<>(all));
            BitList<Invoker<Echo>> passed = new BitList<>(all);
            Invocation call = call();

            assertThat(route(passed, call)).isSameAs(passed).hasSize(5);
            assertThat(doRoute(new BitList<>(all), call)).hasSize(5);
            assertThat(doRoute(passed, call))
                    .as("so the framework does not intersect either")
                    .isSameAs(passed);
        }

        @Test
        @DisplayName("D2: enabled: false sends every request to stable")
        void disabledDocument_stableGetsEveryCall() {
            application.configuration().holding(DATA_ID, EVERYBODY_TO_CANARY + "enabled: false\n");
            router.notify(new BitList<>(all));
            Invocation call = call();

            assertThat(route(call)).containsExactly(v1a, v1b, v3);
            assertThat(route(tagged("canary"))).containsExactly(v1a, v1b, v3);
            assertThat(call.getAttachments()).isEmpty();
        }
    }

    @Nested
    @DisplayName("P5: health of the instances")
    class Health {

        @BeforeEach
        void watched() {
            application.configuration().holding(DATA_ID, """
                    apiVersion: dubbo-gray/v1
                    application: demo-provider
                    lanes:
                      canary: { labels: { version: v2 }, outlier: {} }
                    """);
            router.notify(new BitList<>(all));
        }

        @Test
        @DisplayName("P5: an ejected instance gets no call of any reference any more")
        void ejectedInstance_leavesTheAnswerOfEveryRouter() {
            GrayRouter<Echo> other = newRouter();
            other.notify(new BitList<>(all));
            InstanceWatch instance = application
                    .gray()
                    .watches()
                    .watch(PROVIDER)
                    .lane("canary")
                    .flatMap(lane -> lane.instance(v2a.getUrl().getAddress()))
                    .orElseThrow();
            for (int i = 0; i < 5; i++) {
                instance.record(
                        Outcome.FAILURE,
                        0,
                        application.gray().surroundings().nanoTime().getAsLong());
            }

            await().untilAsserted(() -> assertThat(route(tagged("canary"))).containsExactly(v2b));
            await().untilAsserted(() -> assertThat(route(other, new BitList<>(all), tagged("canary")))
                    .containsExactly(v2b));
            assertThat(route(tagged("stable"))).containsExactly(v1a, v1b, v3);
        }

        @Test
        @DisplayName("H4, P5: a half-open lane is asked once for a call, however often that is tried or printed")
        void halfOpenLane_isAskedOnceForACall() {
            application.configuration().push(DATA_ID, """
                    apiVersion: dubbo-gray/v1
                    application: demo-provider
                    lanes:
                      canary: { labels: { version: v2 }, health: { openFor: 1s, window: 10m, probes: 2 } }
                    """);
            LaneWatch lane =
                    application.gray().watches().watch(PROVIDER).lane("canary").orElseThrow();
            for (int i = 0; i < 1_000; i++) {
                lane.instances()
                        .iterator()
                        .next()
                        .record(
                                Outcome.FAILURE,
                                0,
                                application.gray().surroundings().nanoTime().getAsLong());
            }
            await().until(() -> lane.trip() instanceof TripState.HalfOpen);
            await().untilAsserted(
                            () -> assertThat(explain(tagged("canary"))).contains("lane canary is half open since"));

            Invocation first = tagged("canary");
            assertThat(explain(first)).contains("fell back from lane canary to lane stable");
            assertThat(route(first)).containsExactly(v2a, v2b);
            assertThat(route(first)).containsExactly(v2a, v2b);
            assertThat(explain(first)).isEqualTo("placed on lane canary");
            assertThat(route(tagged("canary"))).containsExactly(v2a, v2b);
            Invocation third = tagged("canary");
            assertThat(route(third)).containsExactly(v1a, v1b, v3);
            assertThat(route(third)).containsExactly(v1a, v1b, v3);
            assertThat(router.buildSnapshot()).contains("Health of demo-provider: lane canary is half open since");
        }

        @Test
        @DisplayName(
                "An operator has Dubbo print how each call is routed: the pass that is printed is the call's only one")
        void callThatIsPrinted_isACall() {
            application.configuration().push(DATA_ID, """
                    apiVersion: dubbo-gray/v1
                    application: demo-provider
                    lanes:
                      canary: { labels: { version: v2 } }
                    """);
            RpcContext.getServiceContext().setNeedPrintRouterSnapshot(true);
            try {
                assertThat(explain(tagged("canary"))).isEqualTo("placed on lane canary");
                assertThat(application.gray().meters().value(Meter.PLACEMENTS)).isEqualTo(1);
            } finally {
                RpcContext.removeServiceContext();
            }
            explain(tagged("canary"));
            assertThat(application.gray().meters().value(Meter.PLACEMENTS)).isEqualTo(1);
        }

        @Test
        @DisplayName(
                "P3, R1: a call that failed on a gray lane goes to stable with its tag, one of a strict lane does not")
        void failedCall_goesToStableAtItsNextTry() {
            application.configuration().push(DATA_ID, """
                    apiVersion: dubbo-gray/v1
                    application: demo-provider
                    lanes:
                      canary: { labels: { version: v2 } }
                      strict: { labels: { version: v3 }, fallback: [] }
                    failures: { retryOnStable: [echo] }
                    """);
            Invocation call = tagged("canary");
            Invocation strict = tagged("strict");
            assertThat(route(call)).containsExactly(v2a, v2b);
            assertThat(route(strict)).containsExactly(v3);

            application.gray().outcomes().failed(call, v2a.getUrl());
            application.gray().outcomes().failed(strict, v3.getUrl());

            assertThat(application.gray().outcomes().isRetryDue(call)).isTrue();
            assertThat(explain(call)).contains("the call failed there and is tried once more");
            assertThat(application.gray().outcomes().isRetryDue(call))
                    .as("printing makes no try")
                    .isTrue();
            assertThat(route(call)).containsExactly(v1a, v1b);
            assertThat(call.getAttachments()).containsEntry("x-gray-tag", "canary");
            assertThat(application.gray().outcomes().isRetryDue(call)).isFalse();
            assertThat(Placements.of(call))
                    .contains(new Placement.FellBack(
                            lane("canary"), lane("stable"), "the call failed there and is tried once more"));
            assertThat(route(strict)).containsExactly(v3);
        }

        @Test
        @DisplayName("H5: a router that stops is watched no more")
        void stoppedRouter_letsGo() {
            router.stop();

            assertThat(application.gray().watches().watch(PROVIDER).lanes()).isEmpty();
        }
    }

    @Nested
    @DisplayName("R2, R4: coloring")
    class Coloring {

        @Test
        void rule_colorsTheCallAndTheTagTravels() {
            notified(EVERYBODY_TO_CANARY);
            Invocation call = call();

            assertThat(route(call)).containsExactly(v2a, v2b);
            assertThat(call.getAttachments()).isEqualTo(Map.of("x-gray-tag", "canary"));
        }

        @Test
        void ruleOverBaggage_readsTheTraceAndWhatTheCallCarries() {
            notified(document("v2", """
                    rules:
                      - id: qa
                        when: { baggage.user-type: qa }
                        to: canary
                    """));
            Invocation carrying = call();
            carrying.setAttachment("baggage", "user=42,user-type=qa");

            assertThat(route(carrying)).containsExactly(v2a, v2b);
            assertThat(route(call())).containsExactly(v1a, v1b, v3);
            try (Scope scope = Baggage.builder().put("user-type", "qa").build().makeCurrent()) {
                assertThat(route(call())).containsExactly(v2a, v2b);
            }
        }

        @Test
        void emptyTag_isNone() {
            notified(EVERYBODY_TO_CANARY);
            Invocation call = tagged("");

            assertThat(route(call)).containsExactly(v2a, v2b);
            assertThat(call.getAttachment("x-gray-tag")).isEqualTo("canary");
        }

        @Test
        void retryAfterAChangedDocument_keepsTheTag() {
            notified(EVERYBODY_TO_CANARY);
            Invocation call = call();
            route(call);

            application.configuration().push(DATA_ID, CANARY_V2);

            assertThat(route(call)).containsExactly(v2a, v2b);
            assertThat(route(call())).containsExactly(v1a, v1b, v3);
        }

        @Test
        @DisplayName("R3: a lane with carry: false stays with the call, retries included, and does not travel")
        void localLane_staysWithTheCall() {
            notified("""
                    apiVersion: dubbo-gray/v1
                    application: demo-provider
                    lanes:
                      canary: { labels: { version: v2 }, carry: false }
                    rules:
                      - { id: all, to: canary }
                    """);
            Invocation call = call();

            assertThat(route(call)).containsExactly(v2a, v2b);
            assertThat(call.getAttachments()).isEmpty();

            application.configuration().push(DATA_ID, CANARY_V2);
            assertThat(route(call)).containsExactly(v2a, v2b);
        }

        @Test
        @DisplayName("R4: a split is decided once per call, retries included")
        void retriesOfADrawnCall_getTheFirstAnswer() {
            notified(HALF_AND_HALF);
            int gray = 0;
            for (int i = 0; i < 400; i++) {
                Invocation call = call();
                List<Invoker<Echo>> first = route(call);
                String tag = call.getAttachment("x-gray-tag");
                for (int retry = 0; retry < 3; retry++) {
                    assertThat(route(call)).isEqualTo(first);
                    assertThat(call.getAttachment("x-gray-tag")).isEqualTo(tag);
                }
                gray += tag.equals("canary") ? 1 : 0;
            }
            assertThat(gray).isBetween(100, 300);
        }

        @Test
        @DisplayName("R4: whether a rule claims a call is decided once, whatever its arguments say at a retry")
        void retriesOfACallThatNoRuleClaimed_askNoRuleAgain() {
            notified(document("v2", """
                    rules:
                      - { id: second, when: { argument.0: "2" }, to: canary }
                    """));
            AtomicInteger readings = new AtomicInteger();
            Object changing = new Object() {
                @Override
                public String toString() {
                    return Integer.toString(readings.incrementAndGet());
                }
            };
            Invocation call = callWith(changing);

            for (int tries = 0; tries < 3; tries++) {
                assertThat(route(call)).containsExactly(v1a, v1b, v3);
            }
            assertThat(call.getAttachments()).isEmpty();
            assertThat(readings).hasValue(1);
            assertThat(route(callWith(changing))).containsExactly(v2a, v2b);
        }

        private static RpcInvocation callWith(Object argument) {
            RpcInvocation call = call();
            call.setArguments(new Object[] {argument});
            return call;
        }

        @Test
        void drawnCallThatIsPrinted_isNotDrawnAgain() {
            notified(HALF_AND_HALF);
            for (int i = 0; i < 100; i++) {
                Invocation call = call();
                route(call);
                String tag = call.getAttachment("x-gray-tag");

                print(new BitList<>(all), call);

                assertThat(call.getAttachment("x-gray-tag")).isEqualTo(tag);
            }
        }

        @Test
        void unmatchedStable_pinsTheCall() {
            notified(CANARY_V2 + "unmatched: stable\n");
            Invocation call = call();

            assertThat(route(call)).containsExactly(v1a, v1b, v3);
            assertThat(call.getAttachments()).isEqualTo(Map.of("x-gray-tag", "stable"));
        }

        @Test
        void conditions_seeTheCall() {
            notified(document("v2", """
                    rules:
                      - id: all-of-them
                        when:
                          attachment.user-id: "1001"
                          method: { prefix: ec }
                          service: io.github.dubbogray.router.testing.Echo
                          application: demo-consumer
                        to: canary
                    """));
            RpcInvocation call = call();
            call.setAttachment("user-id", "1001");
            RpcInvocation other = TestApplication.call("other");
            other.setAttachment("user-id", "1001");

            assertThat(route(call)).containsExactly(v2a, v2b);
            assertThat(route(call())).containsExactly(v1a, v1b, v3);
            assertThat(route(other)).containsExactly(v1a, v1b, v3);
        }

        @Test
        void valueThatIsTooLongForAnExpression_claimsNothingAndIsCounted() {
            notified(document("v2", """
                    rules:
                      - { id: others, when: { attachment.user-id: { not: { regex: "a+" } } }, to: canary }
                    """));
            RpcInvocation call = call();
            call.setAttachment("user-id", "b".repeat(100_000));

            assertThat(route(call)).containsExactly(v1a, v1b, v3);
            assertThat(application.gray().meters().value(Meter.VALUES_TOO_LONG)).isEqualTo(1);
        }

        @Test
        @DisplayName("R5: nothing but the tag is left on the call")
        void foreignAttachments_stay() {
            notified(EVERYBODY_TO_CANARY);
            Invocation call = call();
            call.setAttachment("user-id", "1001");

            route(call);

            assertThat(call.getAttachments()).isEqualTo(Map.of("x-gray-tag", "canary", "user-id", "1001"));
        }

        private void notified(String document) {
            application.configuration().holding(DATA_ID, document);
            router.notify(new BitList<>(all));
        }
    }

    @Nested
    @DisplayName("I4: several applications behind one interface")
    class SeveralApplications {

        @Test
        void eachDocument_speaksForItsOwnInstances() {
            FakeInvoker other = FakeInvoker.of("other-provider", Map.of("version", "v2"));
            List<Invoker<Echo>> both = List.of(v1a, v2a, other);
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(both));

            assertThat(application.configuration().listenersOf("other-provider.gray-router"))
                    .isEqualTo(1);
            assertThat(route(new BitList<>(both), tagged("canary"))).containsExactly(v2a);
            assertThat(route(new BitList<>(both), call())).containsExactly(v1a, other);
        }
    }

    @Nested
    class Presence {

        @BeforeEach
        void notified() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));
        }

        @Test
        @DisplayName("I1: what lost its bit is not there, without a new notification")
        void lanesBitsAreGone_fallsBack() {
            assertThat(route(listOf(all, 0, 2, 4), tagged("canary"))).containsExactly(v1a, v1b, v3);
        }

        @Test
        void oneBitIsGone_theOtherServes() {
            assertThat(route(listOf(all, 0, 2, 3, 4), tagged("canary"))).containsExactly(v2b);
        }

        @Test
        void laneLostItsConnections_fallsBack() {
            v2a.loseConnection();
            v2b.loseConnection();

            assertThat(route(tagged("canary"))).containsExactly(v1a, v1b, v3);
        }

        @Test
        void everythingLostItsConnection_wantedLaneIsLeftToTheHost() {
            List.of(v1a, v1b, v2a, v2b, v3).forEach(FakeInvoker::loseConnection);

            assertThat(route(tagged("canary"))).containsExactly(v2a, v2b);
        }

        @Test
        void noCandidateAtAll_staysSo() {
            BitList<Invoker<Echo>> none = listOf(all);
            Invocation call = tagged("canary");

            assertThat(route(none, call)).isSameAs(none).isEmpty();
            assertThat(Placements.of(call)).isEmpty();
            assertThat(application.gray().meters().value(Meter.PLACEMENTS, "outcome", "refused"))
                    .isZero();
        }
    }

    @Nested
    @DisplayName("D4: positions are never taken for those of another list")
    class ForeignLists {

        private final List<Invoker<Echo>> foreign = List.of(v2b, v3, v1a);

        @BeforeEach
        void notified() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));
        }

        @Test
        void otherOrder_isRight() {
            assertThat(route(new BitList<>(foreign), tagged("canary"))).containsExactly(v2b);
            assertThat(route(new BitList<>(foreign), call())).containsExactly(v3, v1a);
            assertThat(route(tagged("canary"))).containsExactly(v2a, v2b);
        }

        @Test
        void equalListThatIsAnother_isRight() {
            List<Invoker<Echo>> copy = new ArrayList<>(all);

            assertThat(route(new BitList<>(copy), tagged("canary"))).containsExactly(v2a, v2b);
        }

        @Test
        void otherBits_areRespected() {
            assertThat(route(listOf(foreign, 1, 2), tagged("canary"))).containsExactly(v3, v1a);
        }

        @Test
        void beforeAnyNotification_labelsAndTagsApply() {
            GrayRouter<Echo> fresh = newRouter();
            FakeInvoker tagged = FakeInvoker.of("unheard-of", Map.of("tag", "canary"));
            FakeInvoker stable = FakeInvoker.of("unheard-of", Map.of());
            List<Invoker<Echo>> instances = List.of(stable, tagged);

            assertThat(route(fresh, new BitList<>(instances), tagged("canary"))).containsExactly(tagged);
            assertThat(route(fresh, new BitList<>(instances), call())).containsExactly(stable);
        }
    }

    @Nested
    @DisplayName("P3: no tier with capacity is a refusal")
    class Refusals {

        private final Placement.Refused refused = new Placement.Refused(
                PROVIDER, "canary", List.of(new Placement.Tried(lane("canary"), 1, new Headcount(0, 0, 0, 0, 0))));

        @BeforeEach
        void notified() {
            application.configuration().holding(DATA_ID, STRICT_V9);
            router.notify(new BitList<>(all));
        }

        @Test
        void strictLaneWithoutInstances_isRefusedAndCounted() {
            Invocation call = tagged("canary");

            assertThat(route(call)).isEmpty();
            assertThat(Placements.of(call)).contains(refused);
            assertThat(application.gray().meters().value(Meter.PLACEMENTS, "outcome", "refused"))
                    .isEqualTo(1);
        }

        @Test
        void emptyAnswer_hasNoTailListAndIsNotDubbosSharedOne() {
            BitList<Invoker<Echo>> passed = new BitList<>(all);
            BitList<Invoker<Echo>> answer = route(passed, tagged("canary"));

            assertThat(answer).isSameAs(passed).isEmpty();
            assertThat(answer.getOriginList()).isSameAs(all);
            assertThat(answer.getTailList()).isNull();
            assertThat(BitList.emptyList()).isEmpty();
        }

        @Test
        void printed_isExplainedButNotCounted() {
            Invocation call = tagged("canary");

            RouterSnapshotNode<Echo> node = print(new BitList<>(all), call);

            assertThat(node.getRouterMessage()).isEqualTo(refused.describe());
            assertThat(application.gray().meters().value(Meter.PLACEMENTS, "outcome", "refused"))
                    .isZero();
        }

        @Test
        void retries_areCountedEach() {
            Invocation call = tagged("canary");

            route(call);
            route(call);

            assertThat(application.gray().meters().value(Meter.PLACEMENTS, "outcome", "refused"))
                    .isEqualTo(2);
        }

        @Test
        void nextCall_isNotHarmed() {
            route(tagged("canary"));

            assertThat(route(call())).containsExactlyElementsOf(all);
        }
    }

    @Nested
    class Printing {

        @Test
        void placement_isTheMessage() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));

            RouterSnapshotNode<Echo> node = print(new BitList<>(all), tagged("canary"));

            assertThat(node.getName()).isEqualTo("GrayRouter");
            assertThat(node.getRouterMessage()).isEqualTo("placed on lane canary");
            assertThat(node.getChainOutputInvokers()).containsExactly(v2a, v2b);
        }

        @Test
        void snapshotForQos_namesInstancesTablesAndCounts() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));
            route(tagged("canary"));
            String revision = DocumentReader.revisionOf(CANARY_V2);

            assertThat(router.buildSnapshot())
                    .startsWith("GrayRouter: 5 instances of demo-provider revision " + revision + "\n"
                            + "demo-provider: revision " + revision + ", ")
                    .contains("dubbo.gray.documents.accepted{application=demo-provider} 1\n")
                    .contains("dubbo.gray.placements{application=demo-provider, wanted=canary, lane=canary,"
                            + " outcome=placed} 1\n");
        }

        @Test
        void tenThousandInventedTags_areCountedAsOneSeries() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));

            for (int i = 0; i < 10_000; i++) {
                route(tagged("invented-" + i));
            }

            assertThat(application
                            .gray()
                            .meters()
                            .all()
                            .filter(series -> series.meter() == Meter.PLACEMENTS)
                            .map(series -> series.values() + " " + series.value()))
                    .containsExactlyInAnyOrder(
                            "[demo-provider, labels, stable, fell_back] 10000",
                            "[demo-provider, labels, labels, placed] 0",
                            "[demo-provider, labels, none, refused] 0");
        }

        @Test
        void rulesOfNewNamesForEver_areCountedByTheirNames() {
            Meters meters = application.gray().meters();
            for (int i = 0; i < Meters.MOST_SERIES; i++) { // as documents before have left them
                meters.counter(Meter.COLORINGS, "demo-provider", "rule", "gone-" + i, "canary");
            }
            application.configuration().holding(DATA_ID, EVERYBODY_TO_CANARY);
            router.notify(new BitList<>(all));

            route(call());

            assertThat(meters.all()
                            .filter(series -> series.meter() == Meter.COLORINGS && series.value() > 0)
                            .map(Counter::values))
                    .containsExactly(List.of("demo-provider", "rule", "everybody", "canary"));
            assertThat(meters.value(Meter.COLORINGS, "rule", Meters.OTHER)).isZero();
        }

        @Test
        void whatADocumentMakesPossible_beginsWithZero() {
            application.configuration().holding(DATA_ID, """
                    apiVersion: dubbo-gray/v1
                    application: demo-provider
                    lanes:
                      stable: { outlier: {} }
                      canary: { labels: { version: v2 }, health: {} }
                    """);
            router.notify(new BitList<>(all));
            route(tagged("canary"));

            assertThat(application
                            .gray()
                            .meters()
                            .all()
                            .filter(series -> series.value() == 0
                                    && !series.meter().tags().isEmpty())
                            .map(series -> series.meter() + " " + series.values()))
                    .contains(
                            "TRIPS [demo-provider, canary]",
                            "EJECTIONS [demo-provider, stable, calls]",
                            "EJECTIONS [demo-provider, stable, probes]",
                            "DOCUMENTS_REFUSED [demo-provider]",
                            "PLACEMENTS [demo-provider, canary, stable, fell_back]",
                            "PLACEMENTS [demo-provider, canary, none, refused]")
                    .doesNotContain("TRIPS [demo-provider, stable]");
        }

        @Test
        void snapshotBeforeAnything_isPrintedToo() {
            assertThat(router.buildSnapshot()).startsWith("GrayRouter: 0 instances of ");
        }
    }

    @Nested
    class SharedLists {

        @Test
        void whatBecomesOfAnAnswer_leavesThemAlone() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));

            route(listOf(all, 0, 3), tagged("canary"));
            BitList<Invoker<Echo>> answer = route(tagged("canary"));
            assertThat(answer).containsExactly(v2a, v2b);
            answer.clear();

            assertThat(route(tagged("canary"))).containsExactly(v2a, v2b);
            assertThat(route(call())).containsExactly(v1a, v1b, v3);
        }

        @Test
        void listOfTheNotification_isNotChanged() {
            BitList<Invoker<Echo>> notified = new BitList<>(all);
            application.configuration().holding(DATA_ID, CANARY_V2);

            router.notify(notified);
            route(tagged("canary"));

            assertThat(notified).hasSize(5);
        }
    }

    @Nested
    class Documents {

        @Test
        void push_takesEffectWithoutANotification() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));

            application.configuration().push(DATA_ID, CANARY_V3);

            assertThat(route(tagged("canary"))).containsExactly(v3);
            assertThat(route(call())).containsExactly(v1a, v2a, v1b, v2b);
        }

        @Test
        void deletion_takesEffectWithoutANotification() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));

            application.configuration().push(DATA_ID, null);

            assertThat(route(call())).containsExactlyElementsOf(all);
        }

        @Test
        void everyRouterOfTheApplication_follows() {
            GrayRouter<Echo> second = newRouter();
            router.notify(new BitList<>(all));
            second.notify(new BitList<>(all));

            application.configuration().push(DATA_ID, CANARY_V2);

            assertThat(route(router, new BitList<>(all), tagged("canary"))).containsExactly(v2a, v2b);
            assertThat(route(second, new BitList<>(all), tagged("canary"))).containsExactly(v2a, v2b);
            assertThat(application.configuration().listenersOf(DATA_ID)).isEqualTo(1);
        }

        @Test
        void stop_forgetsThem() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            GrayRouter<Echo> second = newRouter();
            router.notify(new BitList<>(all));
            second.notify(new BitList<>(all));

            router.stop();
            application.configuration().push(DATA_ID, CANARY_V3);

            assertThat(route(router, new BitList<>(all), tagged("canary"))).containsExactly(v2a, v2b);
            assertThat(route(second, new BitList<>(all), tagged("canary"))).containsExactly(v3);
        }

        @Test
        @DisplayName("D4: routing never asks the config centre")
        void calls_costNoQuestion() {
            application.configuration().holding(DATA_ID, HALF_AND_HALF);
            router.notify(new BitList<>(all));
            int questions = application.configuration().questions();

            IntStream.range(0, 1_000).forEach(i -> route(call()));
            route(new BitList<>(new ArrayList<>(all)), call());
            router.notify(new BitList<>(all));

            assertThat(application.configuration().questions()).isEqualTo(questions);
        }
    }

    @Nested
    @DisplayName("D4: the library's own bug is counted, logged once, and the instances pass")
    class OwnBugs {

        private final List<Invoker<Echo>> withBroken = List.of(v1a, FakeInvoker.broken(), v2a);

        @Test
        void brokenInstance_callsPassUnrouted() {
            try (CapturedLog log = new CapturedLog()) {
                router.notify(new BitList<>(withBroken));
                BitList<Invoker<Echo>> passed = new BitList<>(withBroken);
                Invocation call = tagged("canary");

                for (int i = 0; i < 3; i++) {
                    assertThat(route(passed, call)).isSameAs(passed);
                }

                assertThat(passed.size()).isEqualTo(3);
                assertThat(application.gray().meters().value(Meter.BUGS)).isEqualTo(4);
                assertThat(log.linesWith("This is a bug of dubbo-gray")).isEqualTo(1);
                assertThat(Placements.of(call)).isEmpty();
            }
        }

        @Test
        void brokenInstanceInANewNotification_othersAreStillRouted() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(all));

            router.notify(new BitList<>(withBroken));

            assertThat(route(tagged("canary"))).containsExactly(v2a, v2b);
        }

        @Test
        void healthyNotificationAfterwards_routesAgain() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            router.notify(new BitList<>(withBroken));

            router.notify(new BitList<>(all));

            assertThat(route(tagged("canary"))).containsExactly(v2a, v2b);
        }

        @Test
        void brokenRebuild_isCountedAndLeavesTheOtherRoutersAlone() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            List<Invoker<Echo>> instances = new ArrayList<>(all);
            router.notify(new BitList<>(instances));
            GrayRouter<Echo> second = newRouter();
            second.notify(new BitList<>(all));

            instances.set(0, FakeInvoker.broken());
            application.configuration().push(DATA_ID, CANARY_V3);

            assertThat(application.gray().meters().value(Meter.BUGS)).isEqualTo(1);
            assertThat(route(second, new BitList<>(all), tagged("canary"))).containsExactly(v3);
        }
    }

    @Nested
    class SwitchedOff {

        private StateRouter<Echo> router;

        @BeforeEach
        void switchOff() {
            application.close();
            application = TestApplication.in(directory, Map.of("dubbo.gray.enabled", "false"))
                    .withConfigCentre();
            router = new GrayRouterFactory().getRouter(Echo.class, application.reference());
            router.setNextRouter(TailStateRouter.getInstance());
        }

        @Test
        void anyCall_passesUntouched() {
            application.configuration().holding(DATA_ID, EVERYBODY_TO_CANARY);
            router.notify(new BitList<>(all));
            BitList<Invoker<Echo>> passed = new BitList<>(all);
            Invocation call = call();

            assertThat(route(router, passed, call)).isSameAs(passed).hasSize(5);
            assertThat(route(router, new BitList<>(all), tagged("canary"))).hasSize(5);
            assertThat(call.getAttachments()).isEmpty();
            assertThat(Placements.of(call)).isEmpty();
            assertThat(router.buildSnapshot()).contains("off");
        }

        @Test
        void documents_areNotFollowed() {
            router.notify(new BitList<>(all));

            assertThat(application.configuration().questions()).isZero();
            assertThat(application.configuration().listenersOf(DATA_ID)).isZero();
        }

        @Test
        void brokenInstance_isNobodysBusiness() {
            router.notify(new BitList<>(List.of(FakeInvoker.broken())));

            assertThat(application.gray().meters().value(Meter.BUGS)).isZero();
        }
    }

    @Nested
    class NoConfigCentre {

        @Test
        @DisplayName("D2: no document, only labels and tags apply")
        void labelsAndTags_apply() {
            application.close();
            application = TestApplication.in(directory);
            router = newRouter();
            FakeInvoker gray = FakeInvoker.of(PROVIDER, Map.of("env", "gray"));
            FakeInvoker canary = FakeInvoker.of(PROVIDER, Map.of("tag", "canary"));
            List<Invoker<Echo>> instances = List.of(v1a, gray, canary);
            router.notify(new BitList<>(instances));

            assertThat(route(new BitList<>(instances), call())).containsExactly(v1a);
            assertThat(route(new BitList<>(instances), tagged("canary"))).containsExactly(canary);
            assertThat(route(new BitList<>(instances), tagged("env=gray"))).containsExactly(gray);
        }
    }

    /** Dubbo's own chain around the router. */
    @Nested
    class InAChain {

        @Test
        void notificationAndCalls_goThroughIt() {
            application.configuration().holding(DATA_ID, CANARY_V2);
            SingleRouterChain<Echo> chain = chain();
            BitList<Invoker<Echo>> available = new BitList<>(all);
            chain.setInvokers(available);

            assertThat(chain.route(application.reference(), available, tagged("canary")))
                    .containsExactly(v2a, v2b);
            assertThat(available).as("the chain's own list").hasSize(5);
        }

        @Test
        void refusal_isCountedOnceThoughTheChainPrintsIt() {
            application.configuration().holding(DATA_ID, STRICT_V9);
            SingleRouterChain<Echo> chain = chain();
            BitList<Invoker<Echo>> available = new BitList<>(all);
            chain.setInvokers(available);

            assertThat(chain.route(application.reference(), available, tagged("canary")))
                    .isEmpty();
            assertThat(application.gray().meters().value(Meter.PLACEMENTS, "outcome", "refused"))
                    .isEqualTo(1);
        }

        private SingleRouterChain<Echo> chain() {
            List<StateRouter<Echo>> routers = List.of(router);
            return new SingleRouterChain<>(List.of(), routers, true, new RouterSnapshotSwitcher());
        }
    }

    private GrayRouter<Echo> newRouter() {
        GrayRouter<Echo> fresh = new GrayRouter<>(application.reference(), application.gray());
        fresh.setNextRouter(TailStateRouter.getInstance());
        return fresh;
    }

    private BitList<Invoker<Echo>> route(Invocation call) {
        return route(new BitList<>(all), call);
    }

    private BitList<Invoker<Echo>> route(BitList<Invoker<Echo>> invokers, Invocation call) {
        return route(router, invokers, call);
    }

    private BitList<Invoker<Echo>> route(StateRouter<Echo> by, BitList<Invoker<Echo>> invokers, Invocation call) {
        return by.route(invokers, application.reference(), call, false, null);
    }

    private BitList<Invoker<Echo>> doRoute(BitList<Invoker<Echo>> invokers, Invocation call) {
        return router.doRoute(invokers, application.reference(), call, false, null, null);
    }

    /** Routes as Dubbo does to explain an empty answer; returns what the router said. */
    private RouterSnapshotNode<Echo> print(BitList<Invoker<Echo>> invokers, Invocation call) {
        RouterSnapshotNode<Echo> parent = new RouterSnapshotNode<>("Parent", invokers.clone());
        Holder<RouterSnapshotNode<Echo>> holder = new Holder<>();
        holder.set(parent);
        router.route(invokers, application.reference(), call, true, holder);
        return parent.getNextNode().get(0);
    }

    private String explain(Invocation call) {
        return print(new BitList<>(all), call).getRouterMessage();
    }

    private static RpcInvocation call() {
        return TestApplication.call("echo");
    }

    private static Invocation tagged(String tag) {
        RpcInvocation call = call();
        call.setAttachment("x-gray-tag", tag);
        return call;
    }

    private static Tier lane(String name) {
        return new Tier.OfLane(name);
    }

    private static BitList<Invoker<Echo>> listOf(List<Invoker<Echo>> origin, int... positions) {
        BitList<Invoker<Echo>> list = new BitList<>(origin, true);
        IntStream.of(positions).forEach(list::addIndex);
        return list;
    }
}
