package io.github.dubbogray.router.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.router.TestApplication;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryStringBuilder") // its type is what matters
class InvocationRequestTest {

    /** Nothing but the three things that everything else follows from. */
    private record Plain(Invocation invocation, URL consumer, Labels labels) implements InvocationRequest {}

    private static final URL CONSUMER = new ServiceConfigURL("consumer", "127.0.0.1", 0, "io.github.Echo")
            .addParameter("application", "demo-consumer")
            .addParameter("interface", "io.github.Echo");

    private final RpcInvocation call = TestApplication.call("echo");
    private final InvocationRequest request = new Plain(call, CONSUMER, Labels.of("region", "sh"));

    @Test
    void method_isTheOneCalled() {
        assertThat(request.method()).isEqualTo("echo");
    }

    @Test
    void genericCall_meansTheMethodItNames() {
        RpcInvocation generic = new RpcInvocation(
                null,
                "$invoke",
                "io.github.Echo",
                "",
                new Class<?>[] {String.class, String[].class, Object[].class},
                new Object[] {"echo", new String[0], new Object[0]});

        assertThat(new Plain(generic, CONSUMER, Labels.NONE).method()).isEqualTo("echo");
    }

    @Test
    void serviceAndApplication_areThoseOfTheReference() {
        assertThat(request.service()).isEqualTo("io.github.Echo");
        assertThat(request.application()).isEqualTo("demo-consumer");
    }

    @Test
    void referenceWithoutThem_hasEmptyOnes() {
        InvocationRequest bare = new Plain(call, new ServiceConfigURL("consumer", "127.0.0.1", 0), Labels.NONE);

        assertThat(bare.service()).isEmpty();
        assertThat(bare.application()).isEmpty();
    }

    @Test
    void attachment_isTheCallsOwn() {
        call.setAttachment("user-id", "1001");

        assertThat(request.attachment("user-id")).isEqualTo("1001");
        assertThat(request.attachment("other")).isNull();
    }

    @Test
    void attachmentThatIsANumberOrTruthValue_isItsText() {
        call.setObjectAttachment("user-id", 1001);
        call.setObjectAttachment("vip", true);

        assertThat(request.attachment("user-id")).isEqualTo("1001");
        assertThat(request.attachment("vip")).isEqualTo("true");
    }

    @Test
    void attachmentThatIsATextOfAnotherType_isItsText() {
        call.setObjectAttachment("user-id", new StringBuilder("1001"));

        assertThat(request.attachment("user-id")).isEqualTo("1001");
        assertThat(request.attachment("User-Id")).isEqualTo("1001");
    }

    @Test
    void tagOfAnyTextType_isTheCallsOwn() {
        call.setAttachment("X-Gray-Tag", "another");
        call.setObjectAttachment("x-gray-tag", List.of("canary"));
        assertThat(CallTag.of(call)).isNull();

        call.setObjectAttachment("x-gray-tag", new StringBuilder("canary"));
        assertThat(CallTag.of(call)).isEqualTo("canary");
    }

    @Test
    void callerAddress_hasOneSpelling() {
        for (String host : List.of("0:0:0:0:0:0:0:1", "[::1]", "::1%lo")) {
            InvocationRequest plain = new Plain(call, new ServiceConfigURL("consumer", host, 0), Labels.NONE);

            assertThat(plain.callerAddress()).isEqualTo("::1");
        }
    }

    @Test
    void attachmentOfAnotherKind_isAbsent() {
        call.setObjectAttachment("user", List.of("1001"));

        assertThat(request.attachment("user")).isNull();
    }

    @Test
    void arguments_areThoseOfTheCall() {
        assertThat(request.argument(0)).isEqualTo(call.getArguments()[0]);
        assertThat(request.argument(7)).isNull();
    }

    @Test
    void argumentsOfAGenericCall_areThoseOfTheMethodItNames() {
        RpcInvocation generic = new RpcInvocation(
                null,
                "$invoke",
                "io.github.Echo",
                "",
                new Class<?>[] {String.class, String[].class, Object[].class},
                new Object[] {"echo", new String[] {"Map"}, new Object[] {Map.of("id", "1001")}});

        assertThat(new Plain(generic, CONSUMER, Labels.NONE).argument(0)).isEqualTo(Map.of("id", "1001"));
    }

    @Test
    void caller_isTheReferencesHostAndItsLabels() {
        assertThat(request.callerAddress()).isEqualTo("127.0.0.1");
        assertThat(request.callerLabel("region")).isEqualTo("sh");
        assertThat(request.callerLabel("version")).isNull();
    }

    @Test
    void baggage_isThatOfTheTrace() {
        assertThat(request.baggage("user-type")).isNull();

        try (Scope scope = Baggage.builder().put("user-type", "qa").build().makeCurrent()) {
            assertThat(request.baggage("user-type")).isEqualTo("qa");
        }
    }

    @Test
    void baggageThatTheCallItselfCarries_isReadAsWell() {
        call.setAttachment("baggage", "user-type=qa;secret,region=s%20h");

        assertThat(request.baggage("user-type")).isEqualTo("qa");
        assertThat(request.baggage("region")).isEqualTo("s h");
        assertThat(request.baggage("other")).isNull();
    }
}
