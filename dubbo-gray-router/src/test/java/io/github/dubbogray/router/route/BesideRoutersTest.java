package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.placement.Headcount;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.call.Placements;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.apache.dubbo.common.utils.Holder;
import org.apache.dubbo.metadata.MetadataInfo;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.registry.client.InstanceAddressURL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.Router;
import org.apache.dubbo.rpc.cluster.SingleRouterChain;
import org.apache.dubbo.rpc.cluster.router.AbstractRouter;
import org.apache.dubbo.rpc.cluster.router.RouterResult;
import org.apache.dubbo.rpc.cluster.router.RouterSnapshotNode;
import org.apache.dubbo.rpc.cluster.router.RouterSnapshotSwitcher;
import org.apache.dubbo.rpc.cluster.router.state.AbstractStateRouter;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.apache.dubbo.rpc.cluster.router.tag.TagStateRouter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The router in Dubbo's own chain, before Dubbo's own routers and a host's: what these take away counts as absent. */
class BesideRoutersTest {

    private static final String CANARY = document("v2");
    private static final String STRICT = """
            apiVersion: dubbo-gray/v1
            application: demo-provider
            lanes:
              canary: { labels: { version: v2 }, fallback: [] }
            """;
    private static final String THREE_TIERS = """
            apiVersion: dubbo-gray/v1
            application: demo-provider
            lanes:
              canary: { labels: { version: v2 }, fallback: [beta, stable] }
              beta: { labels: { version: v3 } }
            """;
    private static final String TWO_AT_LEAST = """
            apiVersion: dubbo-gray/v1
            application: demo-provider
            lanes:
              canary: { labels: { version: v2 }, capacity: { minInstances: 2 } }
            """;
    private static final String TAG_ROUTER = "Dubbo's tag router (which dubbo.consumer.router=-tag switches off)";

    @TempDir
    private Path directory;

    private TestApplication application;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory).withConfigCentre();
        application.configuration().holding(DATA_ID, CANARY);
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    /** How an instance is found, which decides where it keeps its tag. */
    enum Found {
        BY_APPLICATION {
            @Override
            FakeInvoker instance(String version, String dubboTag) {
                DefaultServiceInstance instance =
                        new DefaultServiceInstance(PROVIDER, "127.0.0.1", PORTS.incrementAndGet(), null);
                instance.getMetadata().put("gray.version", version);
                instance.getMetadata().put("dubbo.tag", dubboTag);
                return FakeInvoker.at(instance.toURL("dubbo"));
            }
        },
        BY_INTERFACE {
            @Override
            FakeInvoker instance(String version, String dubboTag) {
                return FakeInvoker.with("gray.version=" + version + "&dubbo.tag=" + dubboTag);
            }
        };

        private static final java.util.concurrent.atomic.AtomicInteger PORTS =
                new java.util.concurrent.atomic.AtomicInteger(30_000);

        abstract FakeInvoker instance(String version, String dubboTag);
    }

    @Nested
    @DisplayName("Dubbo's tag router and tags of instances")
    class StaticTags {

        @ParameterizedTest
        @EnumSource(Found.class)
        @DisplayName("P1: a lane whose instances all carry a tag is absent for a call without one")
        void lane_fallsBack(Found found) {
            FakeInvoker v1 = found.instance("v1", "");
            Chain chain = chain(v1, found.instance("v2", "blue"), found.instance("v2", "red"));
            Invocation call = tagged("canary");

            assertThat(chain.route(call)).containsExactly(v1);
            assertThat(Placements.of(call))
                    .contains(new Placement.FellBack(
                            lane("canary"),
                            lane("stable"),
                            "lane canary has fewer than 1 of 2 instances present;"
                                    + " the instances that carry dubbo.tag were taken away by " + TAG_ROUTER));
        }

        @ParameterizedTest
        @EnumSource(Found.class)
        void partOfALane_serves(Found found) {
            FakeInvoker v2 = found.instance("v2", "");
            Chain chain = chain(found.instance("v1", ""), found.instance("v2", "blue"), v2);
            Invocation call = tagged("canary");

            assertThat(chain.route(call)).containsExactly(v2);
            assertThat(Placements.of(call)).contains(new Placement.Placed(lane("canary")));
        }

        @Test
        @DisplayName("P1: capacity counts only what the tag router leaves")
        void lanesCapacity_countsTheRest() {
            application.configuration().holding(DATA_ID, TWO_AT_LEAST);
            FakeInvoker v1 = v("v1", "");
            Chain chain = chain(v1, v("v2", ""), v("v2", "blue"), v("v2", "blue"));

            assertThat(chain.route(tagged("canary"))).containsExactly(v1);
        }

        @ParameterizedTest
        @EnumSource(Found.class)
        @DisplayName("P2: an untagged call reaches no gray instance when all of stable carries a tag")
        void allOfStable_isARefusal(Found found) {
            Chain chain = chain(found.instance("v1", "blue"), found.instance("v2", ""));
            Invocation call = call();

            assertThat(chain.route(call)).isEmpty();
            Placement.Refused expected = new Placement.Refused(
                    PROVIDER,
                    "",
                    List.of(new Placement.Tried(lane("stable"), 1, new Headcount(1, 0, 0, 0, 0))),
                    List.of(new Placement.Taken("the instances that carry dubbo.tag", TAG_ROUTER)));
            assertThat(Placements.refusalOf(call)).contains(expected);
            assertThat(expected.describe())
                    .isEqualTo("no instance of demo-provider may serve a request without a tag: "
                            + "lane stable has 0 of 1 instances present, needs 1; "
                            + "the instances that carry dubbo.tag were taken away by " + TAG_ROUTER);
            assertThat(application.gray().meters().value(Meter.PLACEMENTS, "outcome", "refused"))
                    .isEqualTo(1);
        }

        @Test
        @DisplayName("P3: a strict lane does not cross")
        void strictLane_isARefusal() {
            application.configuration().holding(DATA_ID, STRICT);
            Chain chain = chain(v("v1", ""), v("v2", "blue"));
            Invocation call = tagged("canary");

            assertThat(chain.route(call)).isEmpty();
            assertThat(Placements.refusalOf(call))
                    .get()
                    .extracting(Placement.Refused::tag)
                    .isEqualTo("canary");
        }

        @Test
        void allInstances_isARefusal() {
            Chain chain = chain(v("v1", "blue"), v("v2", "red"));
            Invocation call = tagged("canary");

            assertThat(chain.route(call)).isEmpty();
            assertThat(Placements.refusalOf(call))
                    .get()
                    .extracting(refused -> refused.tried().size())
                    .isEqualTo(2);
        }

        @Test
        void callWithTheTag_reachesTheLane() {
            FakeInvoker blue = v("v2", "blue");
            Chain chain = chain(v("v1", ""), blue, v("v2", "red"), v("v2", ""));

            assertThat(chain.route(dubboTagged("blue", tagged("canary")))).containsExactly(blue);
        }

        @Test
        void referenceWithTheTag_reachesTheLane() {
            FakeInvoker blue = v("v2", "blue");
            Chain chain =
                    chain(application.reference().addParameter("dubbo.tag", "blue"), List.of(), v("v1", ""), blue);

            assertThat(chain.route(tagged("canary"))).containsExactly(blue);
        }

        @Test
        @DisplayName("P2: a call with a tag that only gray instances carry stays in stable")
        void callWithATagOfTheLane_staysInStable() {
            FakeInvoker v1 = v("v1", "");
            Chain chain = chain(v1, v("v2", "blue"));

            assertThat(chain.route(dubboTagged("blue", call()))).containsExactly(v1);
        }

        @Test
        @DisplayName("P2: not even when that tag is forced")
        void callWithAForcedTagOfTheLane_isARefusal() {
            Chain chain = chain(v("v1", ""), v("v2", "blue"));
            Invocation call = dubboTagged("blue", call());
            call.setAttachment("dubbo.force.tag", "true");

            assertThat(chain.route(call)).isEmpty();
            chain.print(call); // as Dubbo does unless its warnings are off
            assertThat(Placements.refusalOf(call))
                    .contains(new Placement.Refused(
                            PROVIDER,
                            "",
                            List.of(new Placement.Tried(lane("stable"), 1, new Headcount(1, 0, 0, 0, 0))),
                            List.of(new Placement.Taken("all instances of lane stable", TAG_ROUTER))));
        }

        @Test
        void callWithAForcedTagOfStable_goesThereFromTheLane() {
            FakeInvoker blue = v("v1", "blue");
            Chain chain = chain(blue, v("v1", ""), v("v2", ""));
            Invocation call = dubboTagged("blue", tagged("canary"));
            call.setAttachment("dubbo.force.tag", "true");

            assertThat(chain.route(call)).containsExactly(blue);
        }

        @Test
        void withoutTheTagRouter_tagsMeanNothing() {
            FakeInvoker v2 = v("v2", "blue");
            Chain chain = chain(application.reference(), List.of(new Fussy(i -> true)), v("v1", ""), v2);

            assertThat(chain.route(tagged("canary"))).containsExactly(v2);
        }

        private FakeInvoker v(String version, String dubboTag) {
            return Found.BY_INTERFACE.instance(version, dubboTag);
        }
    }

    @Nested
    @DisplayName("Dubbo's tag router and its rule")
    class DynamicTags {

        private final FakeInvoker v1 = at("10.0.0.1", "v1"); // Dubbo's rules do not match loopback addresses
        private final FakeInvoker v2 = at("10.0.0.2", "v2");

        @Test
        void ruleThatTagsTheLane_makesItFallBack() {
            Chain chain = chain(v1, v2);
            tagByRule(v2);
            Invocation call = tagged("canary");

            assertThat(chain.route(call)).containsExactly(v1);
            assertThat(Placements.of(call))
                    .contains(new Placement.FellBack(
                            lane("canary"),
                            lane("stable"),
                            "lane canary has fewer than 1 of 1 instances present; all instances of lane canary were"
                                    + " taken away by " + Placements.SOMEBODY));
            assertThat(chain.route(dubboTagged("blue", tagged("canary")))).containsExactly(v2);
        }

        @Test
        @DisplayName("P2: a rule that tags all of stable refuses untagged calls")
        void ruleThatTagsStable_isARefusal() {
            Chain chain = chain(v1, v2);
            tagByRule(v1);

            assertThat(chain.route(call())).isEmpty();
            assertThat(chain.route(tagged("canary"))).containsExactly(v2);
        }

        private static FakeInvoker at(String host, String version) {
            DefaultServiceInstance instance = new DefaultServiceInstance(PROVIDER, host, 20880, null);
            instance.getMetadata().put("gray.version", version);
            return FakeInvoker.at(instance.toURL("dubbo"));
        }

        private void tagByRule(FakeInvoker instance) {
            application.configuration().push("demo-provider.tag-router", """
                    force: false
                    runtime: true
                    enabled: true
                    key: demo-provider
                    tags:
                      - name: blue
                        addresses: ["%s"]
                    """.formatted(
                            instance.getUrl().getAddress()));
        }
    }

    @Nested
    @DisplayName("any router of the new kind")
    class StateRouters {

        private final FakeInvoker v1 = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
        private final FakeInvoker v1b = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
        private final FakeInvoker v2 = FakeInvoker.of(PROVIDER, Map.of("version", "v2"));
        private final FakeInvoker v2b = FakeInvoker.of(PROVIDER, Map.of("version", "v2"));
        private final FakeInvoker v3 = FakeInvoker.of(PROVIDER, Map.of("version", "v3"));
        private final Set<Invoker<Echo>> refused = new HashSet<>();
        private final Fussy fussy = new Fussy(instance -> !refused.contains(instance));
        private Chain chain;

        @BeforeEach
        void notified() {
            chain = chain(application.reference(), List.of(fussy), v1, v1b, v2, v2b, v3);
        }

        @Test
        void nothingTaken_theyAreAskedOnce() {
            assertThat(chain.route(tagged("canary"))).containsExactly(v2, v2b);
            assertThat(fussy.questions).containsExactly(List.of(v2, v2b));
        }

        @Test
        void someTaken_theRestServes() {
            refused.add(v2);
            Invocation call = tagged("canary");

            assertThat(chain.route(call)).containsExactly(v2b);
            assertThat(Placements.of(call)).contains(new Placement.Placed(lane("canary")));
        }

        @Test
        void severalTiersTaken_theNextOneServes() {
            application.configuration().push(DATA_ID, THREE_TIERS);
            refused.addAll(List.of(v2, v2b, v3));
            Invocation call = tagged("canary");

            assertThat(chain.route(call)).containsExactly(v1, v1b);
            assertThat(fussy.questions).containsExactly(List.of(v2, v2b), List.of(v3), List.of(v1, v1b));
            assertThat(Placements.of(call)).get().satisfies(placement -> {
                assertThat(placement.serving()).contains(lane("stable"));
                assertThat(placement.describe())
                        .contains("all instances of lane canary were taken away by a router behind dubbo-gray's")
                        .contains("all instances of lane beta were taken away by a router behind dubbo-gray's");
            });
        }

        @Test
        void everythingTaken_refusalNamesEachTierAndWhoItWas() {
            refused.addAll(List.of(v1, v1b, v2, v2b, v3));
            Invocation call = tagged("canary");

            assertThat(chain.route(call)).isEmpty();
            chain.print(call); // as Dubbo does unless its warnings are off
            assertThat(Placements.refusalOf(call))
                    .contains(new Placement.Refused(
                            PROVIDER,
                            "canary",
                            List.of(
                                    new Placement.Tried(lane("canary"), 1, new Headcount(2, 0, 0, 0, 0)),
                                    new Placement.Tried(lane("stable"), 1, new Headcount(3, 0, 0, 0, 0))),
                            List.of(
                                    new Placement.Taken(
                                            "all instances of lane canary", "Fussy, a router behind dubbo-gray's"),
                                    new Placement.Taken(
                                            "all instances of lane stable", "Fussy, a router behind dubbo-gray's"))));
            assertThat(application.gray().meters().value(Meter.PLACEMENTS, "outcome", "refused"))
                    .isEqualTo(1);
        }

        @Test
        @DisplayName("P2: an untagged call is refused rather than sent to a gray instance")
        void stableTaken_isARefusal() {
            refused.addAll(List.of(v1, v1b, v3));
            Invocation call = call();

            assertThat(chain.route(call)).isEmpty();
            assertThat(fussy.questions).containsExactly(List.of(v1, v1b, v3));
            assertThat(Placements.refusalOf(call))
                    .get()
                    .extracting(r -> r.tag())
                    .isEqualTo("");
        }

        @Test
        void labels_relaxWithoutThoseTaken() {
            FakeInvoker both = FakeInvoker.of(PROVIDER, Map.of("version", "v2", "region", "sh"));
            FakeInvoker one = FakeInvoker.of(PROVIDER, Map.of("version", "v2"));
            application.configuration().push(DATA_ID, CANARY + "labelPriority: [version, region]\n");
            chain = chain(application.reference(), List.of(fussy), v1, both, one);
            refused.add(both);

            assertThat(chain.route(tagged("version=v2,region=sh"))).containsExactly(one);
        }

        @Test
        @DisplayName("I1: what had lost its bit before does not come back")
        void disabledInstances_stayAway() {
            refused.addAll(List.of(v2, v2b));

            assertThat(chain.route(tagged("canary"), 1, 2, 3, 4)).containsExactly(v1b, v3);
            assertThat(chain.route(tagged("canary"), 2, 3)).isEmpty();
        }

        @Test
        void unreachableInstances_areNotPreferred() {
            refused.addAll(List.of(v2, v2b));
            v1.loseConnection();
            v1b.loseConnection();
            v3.loseConnection();

            assertThat(chain.route(tagged("canary"))).containsExactly(v1, v1b, v3);
        }

        @Test
        void retry_isPlacedAnew() {
            refused.addAll(List.of(v2, v2b));
            Invocation call = tagged("canary");
            chain.route(call);

            refused.clear();

            assertThat(chain.route(call)).containsExactly(v2, v2b);
            assertThat(Placements.of(call)).contains(new Placement.Placed(lane("canary")));
        }

        @Test
        @DisplayName("R4: a call is colored once")
        void split_isDecidedOnce() {
            application.configuration().push(DATA_ID, document("v2", """
                    rules:
                      - { id: half, to: { canary: 50%, stable: 50% } }
                    """));
            refused.addAll(List.of(v2, v2b));
            int gray = 0;
            for (int i = 0; i < 200; i++) {
                Invocation call = call();
                assertThat(chain.route(call)).containsExactly(v1, v1b, v3);
                gray += "canary".equals(call.getAttachment("x-gray-tag")) ? 1 : 0;
            }
            assertThat(gray).isBetween(60, 140);
        }

        @Test
        void theirExceptions_propagate() {
            Fussy failing = new Fussy(instance -> {
                throw new IllegalStateException("script");
            });
            chain = chain(application.reference(), List.of(failing), v1, v2);

            assertThatThrownBy(() -> chain.route(call())).hasMessage("script");
            assertThat(application.gray().meters().value(Meter.BUGS)).isZero();
        }

        @Test
        void emptyListThatAllOfDubboShares_isUnderstood() {
            StateRouter<Echo> sharing = new Fussy(instance -> true) {
                @Override
                BitList<Invoker<Echo>> answer(BitList<Invoker<Echo>> asked) {
                    return asked.contains(v2) ? BitList.emptyList() : asked;
                }
            };
            chain = chain(application.reference(), List.of(sharing), v1, v2);

            assertThat(chain.route(tagged("canary"))).containsExactly(v1);
            assertThat(BitList.emptyList()).isEmpty();
        }

        @Test
        void print_showsEachQuestionAndTheAnswer() {
            refused.addAll(List.of(v2, v2b));

            RouterSnapshotNode<Echo> ours = chain.print(tagged("canary"));

            assertThat(ours.getName()).isEqualTo("GrayRouter");
            assertThat(ours.getRouterMessage())
                    .isEqualTo("fell back from lane canary to lane stable: lane canary has fewer than 1 of 2 instances"
                            + " present; all instances of lane canary were taken away by Fussy, a router behind"
                            + " dubbo-gray's");
            assertThat(ours.getNextNode())
                    .extracting(RouterSnapshotNode::getName)
                    .containsExactly("Fussy", "Fussy");
            assertThat(ours.getChainOutputInvokers()).containsExactly(v1, v1b, v3);
            assertThat(ours.getParentNode().toString(1)).contains("GrayRouter (Input: 5) (Current Node Output: 3)");
        }

        @Test
        void printOfACallThatNothingIsTakenFrom_isAsEver() {
            RouterSnapshotNode<Echo> ours = chain.print(tagged("canary"));

            assertThat(ours.toString(1).lines().map(line -> line.replaceAll("127[0-9.:,]*", "…")))
                    .containsExactly(
                            "[ GrayRouter (Input: 5) (Current Node Output: 2) (Chain Node Output: 2)"
                                    + " Router message: placed on lane canary ] Input: … -> Chain Node Output: …",
                            "  [ Fussy (Input: 2) (Current Node Output: 2) (Chain Node Output: 2) ]"
                                    + " Current Node Output: …");
        }

        @Test
        void loadBalancerGray_choosesAmongTheRest() {
            refused.addAll(List.of(v2, v2b, v1));
            GrayLoadBalance balance = new GrayLoadBalance(application.model());
            Set<Invoker<Echo>> chosen = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                Invocation call = tagged("canary");
                chosen.add(balance.select(chain.route(call), application.reference(), call));
            }
            assertThat(chosen).containsExactlyInAnyOrder(v1b, v3);
        }

        @Test
        void secondPlacement_isSaidOnce() {
            refused.addAll(List.of(v2, v2b));
            try (CapturedLog log = new CapturedLog()) {
                for (int i = 0; i < 3; i++) {
                    chain.route(tagged("canary"));
                }
                assertThat(log.linesWith("all instances of lane canary were taken away by"))
                        .isEqualTo(1);
            }
        }
    }

    @Nested
    @DisplayName("routers of the old kind, which run when all others have")
    class OldRouters {

        private final FakeInvoker v1 = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
        private final FakeInvoker v2 = FakeInvoker.of(PROVIDER, Map.of("version", "v2"));

        @Test
        void placementTaken_isARefusal() {
            Router nobody = new AbstractRouter(application.reference()) {
                @Override
                public <T> RouterResult<Invoker<T>> route(
                        List<Invoker<T>> invokers, URL url, Invocation invocation, boolean needToPrintMessage) {
                    return new RouterResult<>(List.of());
                }
            };
            Chain chain = new Chain(application.reference(), List.of(nobody), List.of(), v1, v2);
            Invocation call = tagged("canary");

            assertThat(chain.route(call)).isEmpty();
            assertThat(Placements.refusalOf(call))
                    .contains(new Placement.Refused(
                            PROVIDER,
                            "canary",
                            List.of(),
                            List.of(new Placement.Taken("all instances of lane canary", Placements.SOMEBODY))));
        }
    }

    @Nested
    class Warnings {

        @Test
        void taggedInstances_areNamedOnceForEachSet() {
            FakeInvoker blue = FakeInvoker.with("gray.version=v2&dubbo.tag=blue");
            FakeInvoker red = FakeInvoker.with("gray.version=v2&dubbo.tag=red");
            FakeInvoker plain = FakeInvoker.with("gray.version=v1");
            try (CapturedLog log = new CapturedLog()) {
                chain(plain, blue);
                chain(plain, blue);
                chain(plain, blue, red);

                assertThat(log.text().lines().filter(line -> line.contains("carry a tag of Dubbo's own")))
                        .hasSize(2)
                        .first()
                        .asString()
                        .contains("Instances of demo-provider carry a tag of Dubbo's own: "
                                + blue.getUrl().getAddress()
                                + " (dubbo.tag=blue). Dubbo's tag router takes them away from calls without that tag,")
                        .contains("Set dubbo.consumer.router=-tag in this application");
            }
        }

        @Test
        void manyTaggedInstances_areNamedInPart() {
            FakeInvoker[] many = IntStream.range(0, 12)
                    .mapToObj(i -> FakeInvoker.with("dubbo.tag=blue"))
                    .toArray(FakeInvoker[]::new);

            assertThat(DubboTags.describe(List.<Invoker<Echo>>of(many), application.reference()))
                    .singleElement()
                    .asString()
                    .contains(" and 2 more. ");
        }

        @Test
        void tagOfSeveralLines_isShownInOne() {
            URL instance = new ServiceConfigURL(
                    "dubbo", "127.0.0.1", 20_998, Echo.class.getName(), Map.of("dubbo.tag", "blue\nERROR forged"));

            assertThat(DubboTags.describe(List.<Invoker<Echo>>of(FakeInvoker.at(instance)), application.reference()))
                    .singleElement()
                    .asString()
                    .contains("(dubbo.tag=blue\\u000AERROR forged)");
        }

        /** Without a call, Dubbo tells a parameter of these only to who names the service. */
        @Test
        void instanceFoundByApplication_isNamedToo() {
            URL exported = URL.valueOf("dubbo://127.0.0.1:20999/" + Echo.class.getName() + "?interface="
                    + Echo.class.getName() + "&application=demo-provider&dubbo.tag=blue");
            MetadataInfo metadata = new MetadataInfo("demo-provider");
            metadata.addService(exported);
            metadata.init(); // as of metadata that came from a registry
            DefaultServiceInstance instance = new DefaultServiceInstance(
                    "demo-provider", exported.getHost(), exported.getPort(), application.model());
            FakeInvoker tagged = FakeInvoker.at(new InstanceAddressURL(instance, metadata, "dubbo"));

            assertThat(DubboTags.describe(List.<Invoker<Echo>>of(tagged), application.reference()))
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:20999 (dubbo.tag=blue)");
        }

        @Test
        void withoutTagsOrTheTagRouter_nothingIsSaid() {
            try (CapturedLog log = new CapturedLog()) {
                chain(FakeInvoker.with("gray.version=v1"));
                chain(application.reference(), List.of(new Fussy(i -> true)), FakeInvoker.with("dubbo.tag=blue"));

                assertThat(log.text()).doesNotContain("dubbo.tag");
            }
        }
    }

    private Chain chain(FakeInvoker... instances) {
        return chain(application.reference(), List.of(new TagStateRouter<>(application.reference())), instances);
    }

    private Chain chain(URL reference, List<StateRouter<Echo>> behind, FakeInvoker... instances) {
        return new Chain(reference, List.of(), behind, instances);
    }

    /** Dubbo's chain: ours, those behind, those of the old kind. */
    private final class Chain {

        private final URL reference;
        private final List<Invoker<Echo>> instances;
        private final SingleRouterChain<Echo> chain;

        Chain(URL reference, List<Router> old, List<StateRouter<Echo>> behind, FakeInvoker... instances) {
            this.reference = reference;
            this.instances = List.copyOf(Arrays.asList(instances));
            List<StateRouter<Echo>> routers = new ArrayList<>();
            routers.add(new GrayRouter<>(reference, application.gray()));
            routers.addAll(behind);
            this.chain = new SingleRouterChain<>(old, routers, true, new RouterSnapshotSwitcher());
            this.chain.setInvokers(new BitList<>(this.instances));
        }

        List<Invoker<Echo>> route(Invocation call) {
            return chain.route(reference, new BitList<>(instances), call);
        }

        /** Routes a call for which only these are candidates, by position. */
        List<Invoker<Echo>> route(Invocation call, int... candidates) {
            BitList<Invoker<Echo>> list = new BitList<>(instances, true);
            IntStream.of(candidates).forEach(list::addIndex);
            return chain.route(reference, list, call);
        }

        /** Returns what is printed of our router. */
        RouterSnapshotNode<Echo> print(Invocation call) {
            return chain.buildRouterSnapshot(reference, new BitList<>(instances), call)
                    .getNextNode()
                    .get(0);
        }
    }

    /** A router that leaves only whom it likes, and remembers whom it was asked about. */
    private static class Fussy extends AbstractStateRouter<Echo> {

        private final Predicate<Invoker<Echo>> liking;
        private final List<List<Invoker<Echo>>> questions = new ArrayList<>();

        Fussy(Predicate<Invoker<Echo>> liking) {
            super(URL.valueOf("consumer://127.0.0.1/" + Echo.class.getName()));
            this.liking = liking;
        }

        @Override
        protected BitList<Invoker<Echo>> doRoute(
                BitList<Invoker<Echo>> invokers,
                URL url,
                Invocation invocation,
                boolean needToPrintMessage,
                @Nullable Holder<RouterSnapshotNode<Echo>> nodeHolder,
                @Nullable Holder<String> messageHolder) {
            questions.add(List.copyOf(invokers));
            return answer(invokers);
        }

        BitList<Invoker<Echo>> answer(BitList<Invoker<Echo>> asked) {
            if (asked.stream().allMatch(liking)) {
                return asked;
            }
            BitList<Invoker<Echo>> left = asked.clone();
            left.removeIf(liking.negate());
            return left;
        }
    }

    private static RpcInvocation call() {
        return TestApplication.call("echo");
    }

    private static RpcInvocation tagged(String tag) {
        RpcInvocation call = call();
        call.setAttachment("x-gray-tag", tag);
        return call;
    }

    private static RpcInvocation dubboTagged(String tag, RpcInvocation call) {
        call.setAttachment("dubbo.tag", tag);
        return call;
    }

    private static Tier lane(String name) {
        return new Tier.OfLane(name);
    }
}
