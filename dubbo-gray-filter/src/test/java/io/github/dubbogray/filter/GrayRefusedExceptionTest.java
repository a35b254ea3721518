package io.github.dubbogray.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.placement.Headcount;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.serialize.ObjectOutput;
import org.apache.dubbo.common.serialize.Serialization;
import org.apache.dubbo.rpc.RpcException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("P3: a refusal is a typed error that names tag, tiers and counts")
class GrayRefusedExceptionTest {

    private static final Placement.Refused REFUSED = new Placement.Refused(
            "demo-provider",
            "canary",
            List.of(new Placement.Tried(new Tier.OfLane("canary"), 2, new Headcount(3, 0, 1, 0, 1))));

    private final RpcException cause =
            new RpcException(RpcException.NO_INVOKER_AVAILABLE_AFTER_FILTER, "No provider available");
    private final GrayRefusedException refused = new GrayRefusedException(REFUSED, cause);

    @Test
    void message_isTheRefusalsSentence() {
        assertThat(refused)
                .hasMessage("no instance of demo-provider may serve tag 'canary': "
                        + "lane canary has 1 of 3 instances present, needs 2")
                .hasCause(cause);
    }

    @Test
    void code_isThatOfAnyCallWithoutProvider() {
        assertThat(refused.getCode()).isEqualTo(RpcException.NO_INVOKER_AVAILABLE_AFTER_FILTER);
    }

    @Test
    void refusal_isThere() {
        assertThat(refused.refusal()).isEqualTo(REFUSED);
    }

    @Test
    void plainOne_keepsTheStackTrace() {
        assertThat(refused.toPlain().getStackTrace()).isEqualTo(refused.getStackTrace());
    }

    /** A provider that makes a refused call hands the error on to its own caller. */
    @Nested
    class OnTheWire {

        @Test
        void callerOfTheCaller_getsAnRpcExceptionWithCodeAndMessage() throws Exception {
            try (TestApplication application = TestApplication.active()) {
                Throwable received = received(refused.toPlain(), application);

                assertThat(received).isExactlyInstanceOf(RpcException.class).hasMessage(refused.getMessage());
                assertThat(((RpcException) received).getCode()).isEqualTo(refused.getCode());
            }
        }

        /** What Dubbo on Java 17 without further options uses. */
        private static Throwable received(Throwable sent, TestApplication application)
                throws IOException, ClassNotFoundException {
            URL url = application.reference();
            Serialization serialization = application
                    .model()
                    .getFrameworkModel()
                    .getExtensionLoader(Serialization.class)
                    .getExtension("fastjson2");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ObjectOutput output = serialization.serialize(url, bytes);
            output.writeThrowable(sent);
            output.flushBuffer();
            return serialization
                    .deserialize(url, new ByteArrayInputStream(bytes.toByteArray()))
                    .readThrowable();
        }
    }
}
