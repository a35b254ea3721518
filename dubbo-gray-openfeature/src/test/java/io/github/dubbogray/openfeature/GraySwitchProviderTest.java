package io.github.dubbogray.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.BooleanHook;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventDetails;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.FlagEvaluationOptions;
import dev.openfeature.sdk.HookContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.ProviderState;
import dev.openfeature.sdk.ThreadLocalTransactionContextPropagator;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.GeneralError;
import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.feature.Following;
import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.feature.ScriptedTexts;
import io.github.dubbogray.feature.text.Heard;
import io.github.dubbogray.feature.text.LastGoodText;
import io.github.dubbogray.filter.GrayContext;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.dubbo.rpc.RpcContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the OpenFeature specification wants of a provider, through the SDK. The numbers are those of its requirements; what
 * it wants of the SDK alone is the SDK's to test.
 */
class GraySwitchProviderTest {

    private static final Heard AWAY = new Heard.Away("nobody answers");

    private static final String[] SWITCHES = {
        "truth: { type: boolean, default: true }",
        "small: { type: integer, default: 7 }",
        "large: { type: integer, default: 9007199254740993 }",
        "number: { type: number, default: 1.5 }",
        "text: { type: string, default: x }",
        "map: { type: object, default: o, variants: { o: { a: 1, b: [x, 1.5, ~], c: { d: true }, e: 5000000000 } } }",
        "off: { type: boolean, default: false, enabled: false }",
        "user: { type: boolean, default: false, rules: [",
        "  { id: staff, when: { attachment.staff: \"yes\" }, to: true },",
        "  { id: ramp, when: { attachment.targetingKey: { exists: true } }, to: { true: 99.99%, false: 0.01% },"
                + " sticky: attachment.targetingKey }] }",
        "who: { type: string, default: nobody, rules: [",
        "  { id: api, when: { attachment.who: api }, to: api }, { id: tx, when: { attachment.who: tx }, to: tx },",
        "  { id: client, when: { attachment.who: client }, to: client },",
        "  { id: call, when: { attachment.who: call }, to: call }, { id: hook, when: { attachment.who: hook }, to: hook },",
        "  { id: dubbo, when: { attachment.who: dubbo }, to: dubbo }, { id: tag, when: { tag: canary }, to: tag }] }",
    };

    @TempDir
    private Path folder;

    private final OpenFeatureAPI api = OpenFeatureAPI.getInstance();
    private final String domain = "test-" + UUID.randomUUID();
    private final ScriptedTexts source = new ScriptedTexts(new Heard.Text(ScriptedTexts.document(SWITCHES)));
    private final GraySwitches switches = Following.of(source);
    private final GraySwitchProvider provider = GraySwitchProvider.of(switches);
    private final Client client = api.getClient(domain);

    @BeforeEach
    void begin() {
        api.setProviderAndWait(domain, provider);
    }

    @AfterEach
    void end() {
        RpcContext.removeContext();
        api.setEvaluationContext(new ImmutableContext());
        api.shutdown();
    }

    @Nested
    @DisplayName("2.1, 5.2.3: metadata")
    class MetadataOfProvider {

        @Test
        void requirement_2_1_1_nameIdentifiesTheProvider() {
            assertThat(api.getProviderMetadata(domain).getName()).isEqualTo("dubbo-gray"); // 1.1.5
        }
    }

    @Nested
    @DisplayName("2.2, 1.3, 1.4: evaluation")
    class Evaluation {

        @Test
        void requirements_2_2_1_and_2_2_2_1_everyTypeIsResolved() { // 1.3.3.1: integers and decimals apart
            assertThat(client.getBooleanValue("truth", false)).isTrue();
            assertThat(client.getIntegerValue("small", 0)).isEqualTo(7);
            assertThat(client.getLongValue("large", 0L)).isEqualTo(9_007_199_254_740_993L);
            assertThat(client.getDoubleValue("number", 0.0)).isEqualTo(1.5);
            assertThat(client.getDoubleValue("small", 0.0)).isEqualTo(7);
            assertThat(client.getStringValue("text", "")).isEqualTo("x");
            assertThat(client.getObjectValue("map", new Value()).asStructure().asObjectMap())
                    .isEqualTo(map("a", 1, "b", listOf("x", 1.5, null), "c", Map.of("d", true), "e", 5e9));
        }

        @Test
        void requirements_2_2_3_and_2_2_6_valueVariantReasonAndNoError() {
            FlagEvaluationDetails<Boolean> details =
                    client.getBooleanDetails("user", false, new ImmutableContext(Map.of("staff", new Value("yes"))));

            assertThat(details.getFlagKey()).isEqualTo("user"); // 1.4.5
            assertThat(details.getValue()).isTrue(); // 1.4.3
            assertThat(details.getVariant()).isEqualTo("true"); // 1.4.6
            assertThat(details.getReason()).isEqualTo("TARGETING_MATCH"); // 1.4.7
            assertThat(details.getErrorCode()).isNull();
            assertThat(details.getErrorMessage()).isNull(); // 2.3.2
        }

        @Test
        void requirement_2_2_4_declaredVariantIsNamed() {
            assertThat(client.getObjectDetails("map", new Value()).getVariant()).isEqualTo("o");
        }

        @ParameterizedTest
        @CsvSource({"truth, DEFAULT", "off, DISABLED", "unknown, ERROR"})
        void requirement_2_2_5_reasonSaysWhy(String name, String reason) {
            assertThat(client.getBooleanDetails(name, false).getReason()).isEqualTo(reason);
        }

        @Test
        void requirement_2_2_5_shareIsASplit() {
            assertThat(client.getBooleanDetails("user", false, new ImmutableContext("u-1"))
                            .getReason())
                    .isEqualTo("SPLIT");
        }

        @Test
        void requirement_2_2_5_lastGoodIsStale() {
            source.say(new Heard.Away("nobody answers"));

            FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("truth", false);
            assertThat(details.getValue()).isTrue();
            assertThat(details.getReason()).isEqualTo("STALE");
        }

        @Test
        void requirement_2_2_7_unknownNameIsFlagNotFoundWithTheCallersDefault() {
            FlagEvaluationDetails<String> details = client.getStringDetails("unknown", "mine");

            assertThat(details.getValue()).isEqualTo("mine");
            assertThat(details.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND); // 1.4.8
            assertThat(details.getReason()).isEqualTo("ERROR"); // 1.4.9
            assertThat(details.getErrorMessage())
                    .startsWith("no switch 'unknown': the document of shop"); // 2.3.3, 1.4.13
            assertThat(provider.counts().orElseThrow().failures().values()).contains(1L);
        }

        @Test
        void requirement_2_2_7_otherTypeIsAMismatch() {
            FlagEvaluationDetails<Integer> details = client.getIntegerDetails("text", 3);

            assertThat(details.getValue()).isEqualTo(3);
            assertThat(details.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        }

        /** 1.3.4 too: what 32 bits cannot hold is not cut off. */
        @Test
        void requirement_2_2_7_valueThatDoesNotFitIsAMismatch() {
            FlagEvaluationDetails<Integer> details = client.getIntegerDetails("large", 3);

            assertThat(details.getValue()).isEqualTo(3);
            assertThat(details.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
            assertThat(details.getErrorMessage())
                    .isEqualTo("switch 'large' gives 9007199254740993, which does not fit");
        }

        @Test
        void requirement_2_2_7_noDocumentIsFlagNotFound() {
            source.say(new Heard.Gone());

            assertThat(client.getBooleanDetails("truth", false).getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        }

        @Test
        void requirements_2_2_9_and_2_2_10_metadataNameDocumentAndRule() {
            FlagEvaluationDetails<Boolean> details =
                    client.getBooleanDetails("user", false, new ImmutableContext(Map.of("staff", new Value("yes"))));

            assertThat(details.getFlagMetadata().getString("application")).isEqualTo("shop"); // 1.4.14
            assertThat(details.getFlagMetadata().getString("rule")).isEqualTo("staff");
            assertThat(details.getFlagMetadata().getString("revision"))
                    .isEqualTo(switches.now().revision());
        }

        @Test
        void requirement_1_4_10_nothingIsThrownWhateverIsAsked() {
            assertThatCode(() -> {
                        client.getBooleanValue("", false);
                        client.getObjectValue("map", null);
                        client.getStringValue("text", null, null);
                        provider.getBooleanEvaluation("truth", true, null);
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Nested
    @DisplayName("3.1, 3.2: evaluation context")
    class Contexts {

        private String who(EvaluationContext context) {
            return client.getStringValue("who", "", context);
        }

        private static EvaluationContext context(String who) {
            return new ImmutableContext(Map.of("who", new Value(who)));
        }

        @Test
        void requirement_3_1_1_targetingKeyIsAnAttachment() {
            assertThat(client.getBooleanValue("user", false, new ImmutableContext("u-1")))
                    .isTrue();
            assertThat(client.getBooleanValue("user", false)).isFalse();
        }

        @Test
        void requirement_3_1_2_everyKindOfFieldHasItsText() {
            source.say(
                    "s: { type: string, default: none, rules: [",
                    "  { id: a, when: { attachment.truth: \"true\", attachment.whole: \"5\", attachment.number: \"1.5\",",
                    "    attachment.round: \"2\", attachment.time: \"1970-01-01T00:00:00Z\",",
                    "    attachment.map: { exists: false } }, to: all }] }");
            MutableContext context = new MutableContext()
                    .add("truth", true)
                    .add("whole", 5)
                    .add("number", 1.5)
                    .add("round", 2.0)
                    .add("time", Instant.EPOCH)
                    .add("map", new MutableContext().add("a", 1));

            assertThat(client.getStringValue("s", "", context)).isEqualTo("all");
        }

        @Test
        void requirement_3_2_3_laterOnesGoBeforeEarlierOnes() {
            api.setTransactionContextPropagator(new ThreadLocalTransactionContextPropagator());
            RpcContext.getServerAttachment().setAttachment("who", "dubbo");
            assertThat(who(null)).isEqualTo("dubbo");
            api.setEvaluationContext(context("api"));
            assertThat(who(null)).isEqualTo("api");
            api.setTransactionContext(context("tx"));
            assertThat(who(null)).isEqualTo("tx");
            client.setEvaluationContext(context("client"));
            assertThat(who(null)).isEqualTo("client");
            assertThat(who(context("call"))).isEqualTo("call");
            assertThat(client.getStringValue(
                            "who",
                            "",
                            context("call"),
                            FlagEvaluationOptions.builder()
                                    .hook(new dev.openfeature.sdk.StringHook() {
                                        @Override
                                        public Optional<EvaluationContext> before(
                                                HookContext<String> asked, Map<String, Object> hints) {
                                            return Optional.of(context("hook"));
                                        }
                                    })
                                    .build()))
                    .isEqualTo("hook"); // 4.3.4 and 4.3.5 too
            api.setTransactionContext(new ImmutableContext());
        }

        @Test
        void contextThatThrows_isTheCallersDefault() {
            EvaluationContext failing = (EvaluationContext) Proxy.newProxyInstance(
                    EvaluationContext.class.getClassLoader(),
                    new Class<?>[] {EvaluationContext.class},
                    (proxy, method, arguments) -> {
                        throw new NoClassDefFoundError("gone");
                    });
            ProviderEvaluation<Boolean> evaluation = provider.getBooleanEvaluation("truth", false, failing);

            assertThat(evaluation.getValue()).isFalse();
            assertThat(evaluation.getErrorCode()).isEqualTo(ErrorCode.GENERAL);
            assertThat(switches.counts().bugs()).isEqualTo(1);
            assertThat(switches.counts().failures()).containsEntry(Failure.GENERAL, 1L);
        }

        @Test
        void callOfTheThread_countsWhereTheContextSaysNothing() {
            GrayContext.run("canary", () -> assertThat(who(null)).isEqualTo("tag"));
            assertThat(who(null)).isEqualTo("nobody");
        }
    }

    @Nested
    @DisplayName("4.3, 4.4: hooks see what the provider resolved")
    class Hooks {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        private final BooleanHook hook = new BooleanHook() {
            @Override
            public Optional<EvaluationContext> before(HookContext<Boolean> context, Map<String, Object> hints) {
                seen.add("before by " + context.getProviderMetadata().getName()); // 4.1.2
                return Optional.empty();
            }

            @Override
            public void after(
                    HookContext<Boolean> context, FlagEvaluationDetails<Boolean> details, Map<String, Object> hints) {
                seen.add("after " + details.getVariant() + " by " + details.getReason());
            }

            @Override
            public void error(HookContext<Boolean> context, Exception error, Map<String, Object> hints) {
                seen.add("error " + error.getClass().getSimpleName());
            }

            @Override
            public void finallyAfter(
                    HookContext<Boolean> context, FlagEvaluationDetails<Boolean> details, Map<String, Object> hints) {
                seen.add("finally " + details.getErrorCode());
            }
        };

        @Test
        void requirements_4_3_6_and_4_3_8_resolvedSwitchIsSeenAfter() {
            client.getBooleanValue(
                    "truth",
                    false,
                    null,
                    FlagEvaluationOptions.builder().hook(hook).build());

            assertThat(seen).containsExactly("before by dubbo-gray", "after true by DEFAULT", "finally null");
        }

        @Test
        void requirement_4_3_7_failedSwitchIsAnErrorOfTheHook() {
            client.getBooleanValue(
                    "unknown",
                    false,
                    null,
                    FlagEvaluationOptions.builder().hook(hook).build());

            assertThat(seen)
                    .containsExactly("before by dubbo-gray", "error FlagNotFoundError", "finally FLAG_NOT_FOUND");
        }

        @Test
        void requirement_2_3_1_providerBringsNoHooksOfItsOwn() { // 4.4.1
            assertThat(provider.getProviderHooks()).isEmpty();
        }
    }

    @Nested
    @DisplayName("2.4, 2.8, 1.7, 5: life and events")
    class Life {

        private final List<EventDetails> events = new CopyOnWriteArrayList<>();

        private Client clientOf(GraySwitchProvider other, String ofDomain) {
            api.setProvider(ofDomain, other);
            return api.getClient(ofDomain);
        }

        @Test
        void requirements_1_7_3_and_5_3_3_readyAfterInitialization() {
            assertThat(client.getProviderState()).isEqualTo(ProviderState.READY); // 1.1.2.4, 1.7.1
            client.onProviderReady(events::add);
            await().until(() -> !events.isEmpty());
        }

        @Test
        void requirements_2_8_2_and_5_3_1_whoWaitsForItHearsThatItIsReady() {
            String other = domain + "-other";
            api.getClient(other).onProviderReady(event -> {
                if (other.equals(event.getDomain()) && "dubbo-gray".equals(event.getProviderName())) {
                    events.add(event);
                }
            });
            api.setProviderAndWait(other, GraySwitchProvider.of(switches));

            await().until(() -> !events.isEmpty());
        }

        @Test
        void requirements_1_1_2_2_and_2_4_1_initializationBeginsTheFollowing() {
            AtomicInteger begun = new AtomicInteger();
            GraySwitchProvider own = new GraySwitchProvider(
                    () -> {
                        begun.incrementAndGet();
                        return switches;
                    },
                    opened -> {});
            assertThat(own.getBooleanEvaluation("truth", false, null).getErrorCode())
                    .isEqualTo(ErrorCode.PROVIDER_NOT_READY);
            api.setProviderAndWait(domain + "-own", own);
            api.setProviderAndWait(domain + "-also", own);

            assertThat(begun).hasValue(1);
            assertThat(api.getClient(domain + "-also").getBooleanValue("truth", false))
                    .isTrue();
        }

        @Test
        void requirements_1_6_1_and_1_7_6_shutdownOfTheApiReachesIt() {
            api.shutdown();

            await().until(() -> provider.counts().isEmpty());
            assertThat(client.getProviderState()).isEqualTo(ProviderState.NOT_READY);
        }

        @Test
        void requirements_5_1_1_and_5_1_2_changedDocumentNamesTheSwitches() {
            client.onProviderConfigurationChanged(events::add);
            source.say("truth: { type: boolean, default: false }", "text: { type: string, default: x }");

            await().until(() -> !events.isEmpty());
            assertThat(events.get(0).getProviderName()).isEqualTo("dubbo-gray"); // 5.2.3
            assertThat(events.get(0).getFlagsChanged())
                    .containsExactly("large", "map", "number", "off", "small", "truth", "user", "who");
            assertThat(client.getBooleanValue("truth", true)).isFalse();
        }

        @Test
        void requirements_2_8_1_and_5_3_5_staleAndReadyAgain() {
            client.onProviderStale(events::add);
            source.say(new Heard.Away("nobody answers"));

            await().until(() -> events.size() == 1);
            assertThat(events.get(0).getMessage()).isEqualTo("nobody answers");
            assertThat(client.getProviderState()).isEqualTo(ProviderState.STALE);
            source.say(SWITCHES);
            await().until(() -> client.getProviderState() == ProviderState.READY);
        }

        @Test
        void requirement_2_8_1_refusedTextIsStale() {
            client.onProviderStale(events::add);
            source.say("truth: { type: boolean, default: maybe }");

            await().until(() -> events.size() == 1);
            assertThat(events.get(0).getMessage()).endsWith("is refused");
            assertThat(client.getBooleanValue("truth", false)).isTrue();
        }

        @Test
        void requirement_2_8_1_startWithTheLastGoodTextIsStale() {
            LastGoodText kept = new LastGoodText(folder.resolve("shop.yaml"));
            kept.write(ScriptedTexts.document(SWITCHES));
            ScriptedTexts away = new ScriptedTexts(new Heard.Away("nobody answers"));
            String other = domain + "-other";
            api.setProviderAndWait(other, GraySwitchProvider.of(Following.of(away, kept)));

            await().until(() -> api.getClient(other).getProviderState() == ProviderState.STALE);
            assertThat(api.getClient(other).getBooleanValue("truth", false)).isTrue();
        }

        @Test
        void requirements_2_4_2_1_and_2_8_3_and_5_1_4_nothingToBeginWithIsAnErrorUntilThereIs() {
            ScriptedTexts away = new ScriptedTexts(new Heard.Away("nobody answers"));
            GraySwitchProvider other = GraySwitchProvider.of(Following.of(away));
            String ofDomain = domain + "-other";
            api.getClient(ofDomain).onProviderError(events::add);

            assertThatThrownBy(() -> api.setProviderAndWait(ofDomain, other))
                    .isInstanceOf(GeneralError.class)
                    .hasMessage("nobody answers");
            await().until(() -> !events.isEmpty()); // 5.3.2
            assertThat(events.get(0).getMessage()).contains("nobody answers");
            assertThat(api.getClient(ofDomain).getProviderState()).isEqualTo(ProviderState.ERROR); // 1.7.4
            assertThat(api.getClient(ofDomain).getBooleanDetails("truth", false).getValue())
                    .isFalse();
            away.say(SWITCHES);
            await().until(() -> api.getClient(ofDomain).getProviderState() == ProviderState.READY);
        }

        /** Also of many changes in a row: else an application would go on with what an earlier one says. */
        @Test
        void requirements_2_8_1_and_5_3_5_lastEventAndStateAreThoseOfTheLastChange() {
            List<ProviderState> seen = new CopyOnWriteArrayList<>();
            client.onProviderStale(event -> seen.add(ProviderState.STALE));
            client.onProviderReady(event -> seen.add(ProviderState.READY));
            for (int round = 0; round < 10; round++) {
                ProviderState last = round % 2 == 0 ? ProviderState.STALE : ProviderState.READY;
                for (int change = 0; change < 10 + round % 2; change++) {
                    source.say(change % 2 == 0 ? new Heard.Text(ScriptedTexts.document(SWITCHES)) : AWAY);
                }

                await().until(() -> client.getProviderState() == last && seen.get(seen.size() - 1) == last);
            }
        }

        /** A provider that is shut down while something is to be told leaves no thread. */
        @Test
        void requirement_2_5_1_shutdownEndsTheThreadOfEvents() {
            source.say(AWAY);
            client.onProviderStale(events::add);
            await().until(() -> !events.isEmpty());
            assertThat(threadsOfEvents()).isPositive();
            provider.shutdown();

            await().until(() -> threadsOfEvents() == 0);
        }

        private long threadsOfEvents() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("dubbo-gray-switch-events"))
                    .count();
        }

        /** That of the initialization is the SDK's; what comes later is ours. */
        @Test
        void requirements_5_1_4_and_5_3_2_laterErrorSaysWhatIsInTheWayThen() {
            ScriptedTexts away = new ScriptedTexts(AWAY);
            String ofDomain = domain + "-other";
            assertThatThrownBy(() -> api.setProviderAndWait(ofDomain, GraySwitchProvider.of(Following.of(away))))
                    .isInstanceOf(GeneralError.class);
            api.getClient(ofDomain).onProviderError(events::add);
            away.say(new Heard.Away("still nobody answers"));

            await().untilAsserted(() ->
                    assertThat(events).extracting(EventDetails::getMessage).contains("still nobody answers"));
        }

        @Test
        void requirement_5_1_3_otherClientsHearNothing() {
            Client other = clientOf(
                    GraySwitchProvider.of(Following.of(new ScriptedTexts(new Heard.Gone()))), domain + "-other");
            other.onProviderConfigurationChanged(events::add);
            List<EventDetails> own = new CopyOnWriteArrayList<>();
            client.onProviderConfigurationChanged(own::add);
            source.say("truth: { type: boolean, default: false }");

            await().until(() -> !own.isEmpty());
            assertThat(events).isEmpty();
        }

        @Test
        void requirements_2_5_1_and_2_5_3_shutdownEndsTheFollowingOnceAndForAll() {
            AtomicInteger ended = new AtomicInteger();
            GraySwitchProvider own = new GraySwitchProvider(() -> switches, opened -> ended.incrementAndGet());
            own.initialize(new ImmutableContext());
            own.shutdown();
            own.shutdown();

            assertThat(ended).hasValue(1);
        }

        /** Whoever else asks them goes on. */
        @Test
        void requirement_2_5_1_sharedSwitchesGoOnAfterTheShutdown() {
            provider.shutdown();
            source.say("truth: { type: boolean, default: false }");

            assertThat(source.isClosed()).isFalse();
            assertThat(switches.truth("truth", true).get()).isFalse();
        }

        @Test
        void requirement_2_5_2_afterShutdownItIsNotReady() {
            provider.shutdown();
            ProviderEvaluation<Boolean> evaluation = provider.getBooleanEvaluation("truth", false, null);

            assertThat(evaluation.getValue()).isFalse();
            assertThat(evaluation.getErrorCode()).isEqualTo(ErrorCode.PROVIDER_NOT_READY);
        }

        @Test
        void requirement_1_1_2_3_replacedProviderIsShutDown() {
            api.setProviderAndWait(domain, GraySwitchProvider.of(Following.of(new ScriptedTexts(new Heard.Gone()))));

            await().until(() -> provider.counts().isEmpty());
        }

        @Test
        void requirement_2_4_3_itIsNotBoundToOneDomain() {
            assertThat(provider.isDomainScoped()).isFalse();
        }

        /** There is nothing to relate an event to: who hears of it are the application's own measurements. */
        @Test
        void requirement_6_1_4_trackingDoesNothing() {
            assertThatCode(() -> client.track("bought")).doesNotThrowAnyException();
        }
    }

    private static List<Object> listOf(Object... values) {
        return new java.util.ArrayList<>(java.util.Arrays.asList(values));
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new java.util.HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
