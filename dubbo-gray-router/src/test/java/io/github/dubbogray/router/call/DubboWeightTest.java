package io.github.dubbogray.router.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.metadata.MetadataInfo;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DubboWeightTest {

    private static final URL BY_METHOD = reference("&echo.weight=5");

    @AfterEach
    void clearContext() {
        RpcContext.removeServiceContext();
    }

    @Nested
    class Of {

        @Test
        void noWeight_is100() {
            assertThat(weight("", "echo")).isEqualTo(100);
        }

        @Test
        void weightOfTheInstance_holdsForEveryMethod() {
            assertThat(weight("weight=7", "echo")).isEqualTo(7);
        }

        @Test
        void weightOfTheMethod_goesFirst() {
            assertThat(weight("weight=7&echo.weight=3", "echo")).isEqualTo(3);
            assertThat(weight("weight=7&echo.weight=3", "other")).isEqualTo(7);
        }

        @Test
        void genericCall_hasTheWeightOfTheMethodItMeans() {
            RpcInvocation generic = TestApplication.call("$invoke");
            generic.setArguments(new Object[] {"echo", new String[0], new Object[0]});

            assertThat(DubboWeight.of(FakeInvoker.with("weight=7&echo.weight=3"), generic))
                    .isEqualTo(3);
        }

        @Test
        void negativeWeight_is0() {
            assertThat(weight("weight=-5", "echo")).isZero();
        }

        @Test
        void weightOfTheReference_goesBeforeTheInstances() {
            FakeInvoker invoker = FakeInvoker.of("demo-provider", "weight=7", BY_METHOD);

            assertThat(DubboWeight.of(invoker, TestApplication.call("echo"))).isEqualTo(5);
            assertThat(DubboWeight.of(invoker, TestApplication.call("other"))).isEqualTo(7);
        }

        private static int weight(String parameters, String method) {
            return DubboWeight.of(FakeInvoker.with(parameters), TestApplication.call(method));
        }
    }

    @Nested
    class WarmAt {

        @Test
        void start_plusDubbosTenMinutes() {
            assertThat(DubboWeight.warmAt(FakeInvoker.with("timestamp=1000000")))
                    .isEqualTo(1_600_000);
        }

        @Test
        void warmupOfItsOwn_counts() {
            assertThat(DubboWeight.warmAt(FakeInvoker.with("timestamp=1000000&warmup=500")))
                    .isEqualTo(1_000_500);
        }

        @Test
        void startUnknown_isWarm() {
            assertThat(DubboWeight.warmAt(FakeInvoker.with("warmup=500"))).isZero();
            assertThat(DubboWeight.warmAt(FakeInvoker.with("timestamp=-1&warmup=500")))
                    .isZero();
        }
    }

    @Nested
    class IsByMethod {

        @Test
        void oneWeight_holdsForAllMethods() {
            assertThat(DubboWeight.isByMethod(FakeInvoker.with("weight=7"))).isFalse();
        }

        @Test
        void weightOfAMethod_doesNot() {
            assertThat(DubboWeight.isByMethod(FakeInvoker.with("echo.weight=7")))
                    .isTrue();
        }

        @Test
        void weightOfAMethodOnTheReference_doesNot() {
            assertThat(DubboWeight.isByMethod(FakeInvoker.of("demo-provider", "weight=7", BY_METHOD)))
                    .isTrue();
        }

        @Test
        void foundByApplication_sameAnswers() {
            FakeInvoker plain = foundByApplication("weight=7");
            FakeInvoker byMethod = foundByApplication("weight=7&echo.weight=3");
            RpcContext.getServiceContext().setConsumerUrl(reference(""));

            assertThat(DubboWeight.isByMethod(plain)).isFalse();
            assertThat(DubboWeight.of(plain, TestApplication.call("echo"))).isEqualTo(7);
            assertThat(DubboWeight.isByMethod(byMethod)).isTrue();
            assertThat(DubboWeight.of(byMethod, TestApplication.call("echo"))).isEqualTo(3);
        }

        /** Returns an instance whose service metadata has parameters, as a consumer has it from the provider. */
        private static FakeInvoker foundByApplication(String parameters) {
            URL service = URL.valueOf("dubbo://127.0.0.1:20880/" + Echo.class.getName() + "?interface="
                    + Echo.class.getName() + "&methods=echo,other&" + parameters);
            MetadataInfo.ServiceInfo info = new MetadataInfo.ServiceInfo(service, List.of());
            MetadataInfo metadata = new MetadataInfo("demo-provider", "1", Map.of(info.getMatchKey(), info));
            metadata.init();
            DefaultServiceInstance instance = new DefaultServiceInstance("demo-provider", "127.0.0.1", 20_880, null);
            instance.setServiceMetadata(metadata);
            return FakeInvoker.at(instance.toURL("dubbo"));
        }
    }

    @Nested
    @DisplayName("numbers of the registry that are none")
    class NoNumbers {

        @ParameterizedTest
        @ValueSource(strings = {"weight=abc", "weight=99999999999", "echo.weight=1.5", "weight=0x10"})
        void weight_isTheDefault(String parameters) {
            assertThat(DubboWeight.of(FakeInvoker.with(parameters), TestApplication.call("echo")))
                    .isEqualTo(100);
        }

        @ParameterizedTest
        @ValueSource(strings = {"timestamp=abc", "timestamp=1&warmup=x", "timestamp=99999999999999999999"})
        void warmUp_isNone(String parameters) {
            assertThat(DubboWeight.warmAt(FakeInvoker.with(parameters))).isZero();
        }
    }

    private static URL reference(String parameters) {
        return URL.valueOf(
                "consumer://127.0.0.1/" + Echo.class.getName() + "?interface=" + Echo.class.getName() + parameters);
    }
}
