package io.github.dubbogray.feature.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.TestApplication;
import java.util.Map;
import org.apache.dubbo.rpc.RpcContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DubboCallTest {

    private final TestApplication application =
            TestApplication.with(Map.of("dubbo.gray.labels", "version=v2,region=sh"));
    private final Request call = new DubboCall(application.model());

    @AfterEach
    void destroy() {
        RpcContext.removeContext();
        application.close();
    }

    @Test
    void threadWithoutACall_hasOnlyWhatTheProcessIs() {
        assertThat(call.attachment("user-id")).isNull();
        assertThat(call.method()).isEmpty();
        assertThat(call.service()).isEmpty();
        assertThat(call.application()).isEmpty();
        assertThat(call.callerAddress()).isNull();
        assertThat(call.argument(0)).isNull();
        assertThat(call.tag()).isNull();
        assertThat(call.callerLabel("region")).isEqualTo("sh");
        assertThat(call.lane()).isEqualTo("stable");
    }

    @Test
    void servedCall_hasItsAttachmentsAndItsCaller() {
        RpcContext.getServerAttachment().setAttachment("user-id", "7");
        RpcContext.getServiceContext().setRemoteApplicationName("shop");
        RpcContext.getServiceContext().setRemoteAddress("10.0.0.7", 1);
        RpcContext.getServiceContext().setMethodName("greet");
        RpcContext.getServiceContext().setArguments(new Object[] {"text"});

        assertThat(call.attachment("user-id")).isEqualTo("7");
        assertThat(call.attachment("User-Id")).isEqualTo("7");
        assertThat(call.application()).isEqualTo("shop");
        assertThat(call.callerAddress()).isEqualTo("10.0.0.7");
        assertThat(call.method()).isEqualTo("greet");
        assertThat(call.argument(0)).isEqualTo("text");
        assertThat(call.argument(1)).isNull();
    }

    @Test
    void callThatIsPrepared_hasWhatIsSetForIt() {
        RpcContext.getClientAttachment().setAttachment("user-id", "8");

        assertThat(call.attachment("user-id")).isEqualTo("8");
    }

    @Test
    void tag_isThatOfTheThread() {
        GrayContext.run("region=sh,version=v2", () -> assertThat(call.tag()).isEqualTo("region=sh,version=v2"));
    }

    /** S1: a process that shuts down still asks. */
    @Test
    void destroyedApplication_answersOn() {
        assertThat(call.callerLabel("region")).isEqualTo("sh");
        application.close();

        assertThat(call.callerLabel("region")).isEqualTo("sh");
        assertThat(call.lane()).isEqualTo("stable");
    }
}
