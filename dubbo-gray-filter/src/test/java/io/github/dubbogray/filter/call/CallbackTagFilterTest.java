package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.FakeInvoker;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.TestApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.RpcContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R1: a call back to the consumer has the tag of the call being served")
class CallbackTagFilterTest {

    private final List<Map<String, Object>> sent = new ArrayList<>();

    private TestApplication application = TestApplication.active();

    @AfterEach
    void destroy() {
        application.close();
        RpcContext.removeContext();
    }

    @Test
    void dubbo_putsItInTheChainsOfCallbacksOnly() {
        assertThat(filters("callback")).hasAtLeastOneElementOfType(CallbackTagFilter.class);
        assertThat(filters("consumer")).doesNotHaveAnyElementsOfTypes(CallbackTagFilter.class);
        assertThat(filters("provider")).doesNotHaveAnyElementsOfTypes(CallbackTagFilter.class);
    }

    @Test
    void tagOfTheContext_goesBack() {
        GrayContext.run("canary", this::callBack);
        callBack();

        assertThat(sent).containsExactly(Map.of("x-gray-tag", "canary"), Map.of());
    }

    @Test
    void switchedOff_callIsLeftAlone() {
        application.close();
        application = TestApplication.switchedOff();

        GrayContext.run("canary", this::callBack);

        assertThat(sent).containsExactly(Map.of());
    }

    private void callBack() {
        new CallbackTagFilter(application.model())
                .invoke(
                        new FakeInvoker(
                                application.reference(), call -> sent.add(Map.copyOf(call.getObjectAttachments()))),
                        TestApplication.call());
    }

    private List<Filter> filters(String group) {
        return application
                .model()
                .getDefaultModule()
                .getExtensionLoader(Filter.class)
                .getActivateExtension(application.reference(), "reference.filter", group);
    }
}
