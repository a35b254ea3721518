package io.github.dubbogray.observability.qos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.core.text.JsonText;
import io.github.dubbogray.filter.outcome.Shop;
import io.github.dubbogray.filter.outcome.ShopSystem;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.feature.FollowedSwitches;
import io.github.dubbogray.router.feature.OpenSwitches;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.qos.command.impl.GetRouterSnapshot;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Commands of a real QoS server beside real calls, over telnet and HTTP")
class GrayCommandsTest {

    private static final String DOCUMENT = """
            lanes:
              canary: { labels: { version: v2 }, health: { minCalls: 1000 } }
            rules:
              - id: beta
                when: { attachment.user-id: "7" }
                to: canary
              - id: big
                when: { argument.0.items.0.price: { range: { min: 100 } } }
                to: canary
              - id: ramp
                when: { method: getPrice }
                to: { canary: 10%, stable: 90% }
                sticky: attachment.user-id
            """;

    private static final String FAILURES = "failures: { exceptions: [java.lang.IllegalStateException] }\n";

    private static ShopSystem system;
    private static QosPort port;
    private Shop shop;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        system = new ShopSystem("dubbo", folder);
        port = new QosPort(framework());
    }

    @AfterAll
    static void stop() throws Exception {
        port.close();
        system.close();
    }

    @BeforeEach
    void begin() {
        shop = system.shop(DOCUMENT, Map.of("retries", "0"));
    }

    private static FrameworkModel framework() {
        return system.model().getFrameworkModel();
    }

    private static String shopService() {
        return Shop.class.getName();
    }

    @Nested
    class Status {

        @Test
        void counters_areThoseOfTheCalls() throws Exception {
            long before = counted("rule=beta");
            callAs("7");
            callAs("7");

            assertThat(counted("rule=beta")).isEqualTo(before + 2);
            assertThat(counted("rule=beta")).isEqualTo(before + 2); // asking counts nothing
        }

        private long counted(String tag) throws Exception {
            return port.telnet("grayStatus")
                    .lines()
                    .filter(line -> line.contains("dubbo.gray.colorings") && line.contains(tag))
                    .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        @Test
        void json_hasItsDocumentedFields() throws Exception {
            callAs("7");
            Map<?, ?> status = only(json(port.telnet("grayStatus --json")));

            assertThat(keys(status))
                    .containsExactly("application", "state", "labels", "documents", "drifts", "counters", "gauges");
            assertThat(status.get("application")).isEqualTo("web");
            assertThat(status.get("state")).isEqualTo("active");
            Map<?, ?> document = (Map<?, ?>) ((List<?>) status.get("documents")).get(0);
            assertThat(keys(document))
                    .containsExactly(
                            "application",
                            "revision",
                            "state",
                            "origin",
                            "ageSeconds",
                            "awaited",
                            "degraded",
                            "degradedSeconds");
            assertThat(List.of(document.get("application"), document.get("state"), document.get("origin")))
                    .isEqualTo(List.of("shop", "current", "config_centre"));
            assertThat(keys((Map<?, ?>) ((List<?>) status.get("counters")).get(0)))
                    .containsExactly("name", "tags", "value");
            assertThat(((List<?>) status.get("gauges")).stream().map(Object::toString))
                    .anyMatch(gauge -> gauge.contains("dubbo.gray.instances, tags={application=shop, lane=canary"));
        }

        @Test
        @DisplayName("values of requests and tags of callers stand in no answer")
        void requests_leaveNothingBehind() throws Exception {
            ShopSystem.tag("secret-lane-of-a-request");
            shop.getPrice("secret-argument");
            callAs("secret-user");

            for (String command : List.of("grayStatus", "grayRules", "grayInstances", "grayHealth", "graySwitches")) {
                assertThat(port.telnet(command)).doesNotContain("secret");
                assertThat(port.telnet(command + " --json")).doesNotContain("secret");
            }
        }
    }

    @Nested
    class Rules {

        @Test
        void text_hasLanesAndRulesInOrder() throws Exception {
            List<String> lines =
                    port.telnet("grayRules").lines().map(String::strip).toList();

            assertThat(lines.get(0)).isEqualTo("application web: active");
            assertThat(lines.get(1))
                    .matches("shop  revision [0-9a-f]{12}  current, from the config centre, since \\d+s");
            assertThat(lines.subList(2, lines.size()))
                    .containsExactly(
                            "lanes",
                            "stable  what is in no other lane  no fallback",
                            "canary  version=v2                then stable",
                            "rules",
                            "1  beta  attachment.user-id is 7                        to canary",
                            "2  big   argument.0.items.0.price is a number from 100  to canary",
                            "3  ramp  method is getPrice                             to canary 10%, stable 90% by attachment.user-id");
        }

        @Test
        void json_hasSharesAndKeys() throws Exception {
            Map<?, ?> document = (Map<?, ?>)
                    ((List<?>) only(json(port.get("/grayRules/--json").body())).get("documents")).get(0);

            assertThat(keys(document))
                    .containsExactly(
                            "application",
                            "revision",
                            "state",
                            "origin",
                            "ageSeconds",
                            "awaited",
                            "degraded",
                            "degradedSeconds",
                            "mode",
                            "unmatched",
                            "lanes",
                            "rules");
            assertThat(((List<?>) document.get("rules")).get(2))
                    .hasToString("{id=ramp, when=method is getPrice, to=[{lane=canary, percent=10}, "
                            + "{lane=stable, percent=90}], sticky=attachment.user-id}");
            assertThat(((List<?>) document.get("lanes")).get(1))
                    .hasToString("{name=canary, labels={version=v2}, fallback=[stable], minInstances=1, "
                            + "minPercent=0, carry=true}");
        }
    }

    @Nested
    class Instances {

        @Test
        void json_hasEachInstanceOnce() throws Exception {
            system.shop(DOCUMENT, Map.of("retries", "0")); // another reference to the same two
            List<?> instances =
                    (List<?>) only(json(port.telnet("grayInstances --json"))).get("instances");

            assertThat(instances.stream().map(Object::toString))
                    .map(text -> text.replaceAll("127.0.0.1:\\d+", "address"))
                    .containsExactlyInAnyOrder(
                            "{application=shop, address=address, lane=stable, version=v1, labels={version=v1}, weight=1,"
                                    + " standing=serving, reachable=true, ejected=null, drifts=[]}",
                            "{application=shop, address=address, lane=canary, version=v2, labels={version=v2}, weight=1,"
                                    + " standing=serving, reachable=true, ejected=null, drifts=[]}");
        }

        @Test
        void text_isATable() throws Exception {
            assertThat(port.telnet("grayInstances")
                            .lines()
                            .skip(1)
                            .map(line -> line.strip().replaceAll(" +", " ")))
                    .map(line -> line.replaceAll("127.0.0.1:\\d+", "address"))
                    .containsExactlyInAnyOrder(
                            "application address lane version labels weight state",
                            "shop address stable v1 version=v1 1 serving",
                            "shop address canary v2 version=v2 1 serving");
        }
    }

    @Nested
    class Health {

        @Test
        void ejectedInstance_isThereWithItsTime() throws Exception {
            shop = system.shop(
                    "lanes: { stable: { outlier: { consecutiveFailures: 2 } } }\n" + FAILURES, Map.of("retries", "0"));
            failUntil("grayHealth", "is ejected since");

            assertThat(port.telnet("grayHealth"))
                    .containsPattern(
                            "shop stable: never tripped, \\d+ calls in the window, \\d+ failed, \\d+ slow, 1 of 2 "
                                    + "instances out")
                    .containsPattern("127.0.0.1:\\d+ is ejected since \\S+Z until \\S+Z: \\d+ in a row failed");
            Map<?, ?> lane = lane("stable");
            assertThat(keys(lane))
                    .containsExactly(
                            "application",
                            "lane",
                            "state",
                            "told",
                            "until",
                            "calls",
                            "failures",
                            "slow",
                            "instances",
                            "out");
            Map<?, ?> out = (Map<?, ?>) ((List<?>) lane.get("out")).get(0);
            assertThat(keys(out)).containsExactly("address", "told", "since", "until");
            assertThat(Duration.between(instant(out.get("since")), instant(out.get("until"))))
                    .isEqualTo(Duration.ofSeconds(30));
            assertThat(port.telnet("grayInstances")).contains("serving, is ejected since");
        }

        @Test
        void trippedLane_saysWhyAndUntilWhen() throws Exception {
            shop = system.shop(
                    "lanes: { canary: { labels: { version: v2 }, health: { minCalls: 5 } } }\n" + FAILURES,
                    Map.of("retries", "0"));
            failUntil("grayHealth", "shop canary: open");

            assertThat(port.telnet("grayHealth"))
                    .containsPattern("lane canary is tripped since \\S+Z: \\d+ of \\d+ failed within ");
            assertThat(lane("canary").get("state")).isEqualTo("open");
            assertThat(instant(lane("canary").get("until"))).isAfter(Instant.now());
            assertThat(port.telnet("grayExplain " + shopService() + " getPrice -A x-gray-tag=canary"))
                    .contains("lane canary is tripped since");
        }

        private void failUntil(String command, String seen) {
            system.gray.failure = new IllegalStateException("sick");
            await().until(() -> {
                for (int i = 0; i < 6; i++) {
                    ShopSystem.tag("version=v2");
                    try {
                        shop.getPrice("");
                    } catch (RuntimeException failed) {
                        // what it is for
                    }
                }
                return port.telnet(command).contains(seen);
            });
        }

        private Map<?, ?> lane(String name) throws Exception {
            return ((List<?>) only(json(port.telnet("grayHealth --json"))).get("lanes"))
                    .stream()
                            .<Map<?, ?>>map(each -> (Map<?, ?>) each)
                            .filter(each -> name.equals(each.get("lane")))
                            .findFirst()
                            .orElseThrow();
        }

        private static Instant instant(@Nullable Object text) {
            return Instant.parse(String.valueOf(text));
        }
    }

    @Nested
    class Switches {

        private static final String TEXT = """
                apiVersion: dubbo-gray/v1
                application: web
                switches:
                  user.v2:
                    type: boolean
                    owner: team-user
                    default: false
                    rules: [{ id: ramp, to: { true: 10%, false: 90% }, sticky: attachment.user-id }]
                  limits: { type: object, variants: { s: { items: 20 } }, default: s, enabled: false }
                """;

        /** Followed as a part of the application follows them; which part that is, nobody here knows. */
        private record Shown(io.github.dubbogray.core.feature.Switches now, Status status, Map<Failure, Long> failures)
                implements FollowedSwitches {

            static Shown of(String text, State state, Optional<String> trouble, long missed) {
                return new Shown(
                        ((SwitchesReading.Accepted) SwitchesReader.read(text)).switches(),
                        new Status(state, trouble),
                        Map.of(Failure.FLAG_NOT_FOUND, missed, Failure.TYPE_MISMATCH, 0L));
            }

            @Override
            public void close() {}
        }

        private final OpenSwitches open = OpenSwitches.of(system.model());
        private final List<FollowedSwitches> added = new ArrayList<>();

        @AfterEach
        void forget() {
            added.forEach(open::remove);
        }

        private void follow(FollowedSwitches followed) {
            added.add(followed);
            open.add(followed);
        }

        @Test
        void text_isTheTableOfGrayctl() throws Exception {
            follow(Shown.of(TEXT, FollowedSwitches.State.OUTDATED, Optional.of("nobody answers"), 3));

            assertThat(port.telnet("graySwitches").lines())
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("application web: active"),
                            line -> assertThat(line).matches("web  revision [0-9a-f]{12}  outdated, nobody answers"),
                            line -> assertThat(line).matches("  SWITCH +TYPE +NOW +OWNER +DESCRIPTION"),
                            line -> assertThat(line)
                                    .isEqualTo(
                                            "  user.v2  boolean  false; ramp true 10%, false 90% by attachment.user-id"
                                                    + "  team-user  -"),
                            line -> assertThat(line).matches("  limits +object +s, off +- +-"),
                            line -> assertThat(line).isEqualTo("  unanswered, flag_not_found: 3"));
        }

        @Test
        void json_hasWhatGrayctlHas() throws Exception {
            follow(Shown.of(TEXT, FollowedSwitches.State.CURRENT, Optional.empty(), 0));
            Map<?, ?> document = (Map<?, ?>)
                    ((List<?>) only(json(port.telnet("graySwitches --json"))).get("documents")).get(0);

            assertThat(keys(document))
                    .containsExactly("application", "revision", "state", "trouble", "unanswered", "switches");
            assertThat(document.get("state")).isEqualTo("current");
            assertThat(document.get("unanswered")).hasToString("{flag_not_found=0, type_mismatch=0}");
            assertThat(keys((Map<?, ?>) ((List<?>) document.get("switches")).get(0)))
                    .containsExactly(
                            "name",
                            "type",
                            "enabled",
                            "default",
                            "value",
                            "description",
                            "owner",
                            "variants",
                            "rules",
                            "revision");
        }

        @Test
        @DisplayName("two parts that follow one document are one, with the questions of both")
        void documentThatTwoFollow_isThereOnce() throws Exception {
            follow(Shown.of(TEXT, FollowedSwitches.State.CURRENT, Optional.empty(), 1));
            follow(Shown.of(TEXT, FollowedSwitches.State.CURRENT, Optional.empty(), 2));

            assertThat((List<?>) only(json(port.telnet("graySwitches --json"))).get("documents"))
                    .singleElement()
                    .asString()
                    .contains("unanswered={flag_not_found=3, type_mismatch=0}");
        }

        @Test
        void nobodyFollowsAny_saysSo() throws Exception {
            assertThat(port.telnet("graySwitches")).contains("no document of switches is followed");
        }
    }

    @Nested
    class Explain {

        @ParameterizedTest
        @ValueSource(strings = {"telnet", "get", "post"})
        void request_goesWhereTheCallGoes(String way) throws Exception {
            String told = ask(way, shopService(), "getPrice", "-A", "user-id=7");

            assertThat(told)
                    .startsWith(
                            "application web, service " + shopService() + ", 2 instances\napplication shop, revision ")
                    .contains("tag: 'canary', by rule beta")
                    .contains("beta  claimed");
            assertThat(callAs("7")).isEqualTo("gray");
        }

        @Test
        void carriedTag_asksNoRule() throws Exception {
            assertThat(ask("telnet", shopService(), "getPrice", "-A", "x-gray-tag=stable", "-A", "user-id=7"))
                    .contains("tag: 'stable', carried; rules are not asked");
        }

        @ParameterizedTest
        @CsvSource({"99, ramp", "100, big"})
        void argument_isReadAsJson(int price, String rule) throws Exception {
            String argument = "{\"items\": [{\"price\": " + price + "}]}";

            assertThat(ask("get", shopService(), "getPrice", "--argument", argument, "--bucket", "5"))
                    .contains("by rule " + rule);
            assertThat(port.telnet("grayExplain " + shopService() + " getPrice --bucket 5 --argument "
                            + argument.replace(" ", "\\ ")))
                    .contains("by rule " + rule);
        }

        @ParameterizedTest
        @CsvSource({"999, canary", "1000, stable"})
        void bucket_isWhatASplitWithoutAKeyDraws(String bucket, String lane) throws Exception {
            assertThat(ask("telnet", shopService(), "getPrice", "--bucket", bucket))
                    .contains("tag: '" + lane + "', by rule ramp");
        }

        @Test
        void json_isThatOfCore() throws Exception {
            Map<?, ?> answer = json(ask("post", shopService(), "getPrice", "-A", "user-id=7", "--json"));
            Map<?, ?> explained = (Map<?, ?>) ((List<?>) answer.get("explanations")).get(0);

            assertThat(keys(explained)).containsExactly("application", "service", "explanation");
            assertThat(keys((Map<?, ?>) explained.get("explanation")))
                    .containsExactly("documents", "tag", "rules", "tiers", "placement", "instances");
        }

        private String ask(String way, String... args) throws Exception {
            if (way.equals("telnet")) {
                return port.telnet("grayExplain " + String.join(" ", args));
            }
            HttpResponse<String> answer =
                    way.equals("get") ? port.get("grayExplain", args) : port.post("grayExplain", args);
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    @Nested
    @DisplayName("What cannot be answered gets one line that names place and value")
    class Mistakes {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            grayStatus --jsno | grayStatus: argument 1, '--jsno', is no option; there are --json
            grayRules shop | grayRules: argument 1, 'shop', is one too many
            grayExplain | grayExplain: service and method are missing; grayExplain <service> <method> [-A key=value]…
            grayExplain x.Shop | grayExplain: the method is missing; grayExplain <service> <method> [-A key=value]…
            grayExplain x.Shop m | grayExplain: argument 1, 'x.Shop', has no instances here; some have SHOP
            grayExplain SHOP m -A | grayExplain: argument 3, '-A', has no value after it
            grayExplain SHOP m -A --argument 1 | grayExplain: argument 3, '-A', has no value after it
            grayExplain SHOP m -A user-id | grayExplain: argument 4, 'user-id', must be key=value, as it follows -A
            grayExplain SHOP m -A =7 | grayExplain: argument 4, '=7', must be key=value, as it follows -A
            grayExplain SHOP m -B a=b | grayExplain: argument 3, '-B', is no option; there are --argument, --baggage, --bucket, --caller, --caller-ip, --caller-label, --json, -A
            grayExplain SHOP m --argument {a | grayExplain: argument 4, '{a', must be JSON (no " at character 2), as it follows --argument
            grayExplain SHOP m --bucket 10000 | grayExplain: argument 4, '10000', must be a whole number from 0 to 9999, as it follows --bucket
            grayExplain SHOP m --caller-ip web-1 | grayExplain: argument 4, 'web-1', must be an IP address, as it follows --caller-ip
            """)
        void line_namesPlaceAndValue(String line, String expected) throws Exception {
            String answer = port.telnet(line.replace("SHOP", shopService()));

            assertThat(answer)
                    .startsWith(expected.replace("SHOP", shopService()))
                    .doesNotContain("\n");
        }

        @Test
        @DisplayName("a parameter without a value, which Dubbo hands on as an empty argument")
        void httpParameterWithoutValue_isExplained() throws Exception {
            HttpResponse<String> answer = port.get("/grayStatus?json");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("grayStatus: argument 1 is empty; over HTTP the arguments are the values of the "
                            + "parameters, as in ?a=--json");
        }

        @Test
        void jsonWanted_isToldInJson() throws Exception {
            assertThat(json(port.telnet("grayExplain x.Shop m --json")))
                    .hasToString("{error=grayExplain: argument 1, 'x.Shop', has no instances here; some have "
                            + shopService() + "}");
        }
    }

    @Nested
    class Applications {

        @Test
        @DisplayName(
                "a process may have several, also ones that have not used the library, and ones in which it is off")
        void all_areThereWithTheirNames() throws Exception {
            ApplicationModel unused = application("unused");
            ApplicationModel off = application("off");
            off.modelEnvironment().updateAppConfigMap(Map.of("dubbo.gray.enabled", "false"));
            GrayApplication.of(off);
            try {
                assertThat(json(port.telnet("grayHealth --json"))
                                .get("applications")
                                .toString())
                        .contains("{application=web, state=active, lanes=[")
                        .contains("{application=unused, state=unused}")
                        .contains("{application=off, state=off}");
                assertThat(port.telnet("grayRules"))
                        .contains("application web: active")
                        .contains("application unused: unused")
                        .contains("application off: off, dubbo.gray.enabled is false or this Dubbo is too old");
            } finally {
                unused.destroy();
                off.destroy();
            }
        }

        private ApplicationModel application(String name) {
            ApplicationModel model = framework().newApplication();
            model.getApplicationConfigManager().setApplication(new ApplicationConfig(name));
            return model;
        }
    }

    @Test
    void removalThatNobodyDoubts_isNotConfirmed() throws Exception {
        assertThat(port.telnet("grayConfirmRemoval shop"))
                .isEqualTo(
                        "grayConfirmRemoval: argument 1, 'shop', has no document here whose removal is in doubt; grayStatus"
                                + " tells of those that have");
        assertThat(port.telnet("grayConfirmRemoval"))
                .isEqualTo("grayConfirmRemoval: which document? The name of the provider application must follow");
        assertThat(port.telnet("grayConfirmRemoval a b")).contains("argument 2, 'b', is one too many");
    }

    @Test
    @DisplayName("they need the permission that Dubbo's own router snapshot needs")
    void permission_isThatOfTheRouterSnapshot() {
        assertThat(framework().getExtensionLoader(BaseCommand.class).getSupportedExtensionInstances())
                .filteredOn(command -> command.getClass().getSimpleName().startsWith("Gray"))
                .hasSize(8)
                .allSatisfy(command -> {
                    Cmd cmd = command.getClass().getAnnotation(Cmd.class);
                    assertThat(cmd.requiredPermissionLevel())
                            .isEqualTo(GetRouterSnapshot.class
                                    .getAnnotation(Cmd.class)
                                    .requiredPermissionLevel());
                    assertThat(framework().getExtensionLoader(BaseCommand.class).getExtension(cmd.name()))
                            .isSameAs(command);
                });
    }

    private String callAs(String user) {
        RpcContext.getClientAttachment().setAttachment("user-id", user);
        return shop.getPrice("");
    }

    private static Map<?, ?> only(Map<?, ?> answer) {
        List<?> applications = (List<?>) answer.get("applications");
        assertThat(applications).hasSize(1);
        return (Map<?, ?>) applications.get(0);
    }

    private static Map<?, ?> json(String text) {
        @Nullable Object value = ((JsonText.Reading.Read) JsonText.read(text)).value();
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static Stream<String> keys(Map<?, ?> object) {
        return object.keySet().stream().map(Object::toString);
    }
}
