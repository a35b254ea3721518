package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.TestApplication;
import java.util.List;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.cluster.filter.ClusterFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chains that Dubbo builds have the order of Stations")
class StationsTest {

    private final TestApplication application = TestApplication.active();

    @AfterEach
    void destroy() {
        application.close();
    }

    @Test
    void callersCluster_settlesRightAfterDubbosContext() {
        assertThat(chain(ClusterFilter.class, CommonConstants.CONSUMER))
                .startsWith("ConsumerContextFilter", "OutboundTagFilter")
                .endsWith("StableRetryFilter");
    }

    @Test
    void callersTries_beginWithTheCalleeAndEndWithTheSeal() {
        assertThat(chain(Filter.class, CommonConstants.CONSUMER))
                .startsWith("CalleeFilter")
                .endsWith("OutcomeFilter", "TagSealFilter")
                .hasSizeGreaterThan(2);
    }

    @Test
    void callBack_isSettledRightAfterDubbosContext() {
        assertThat(chain(Filter.class, CommonConstants.CALLBACK))
                .startsWith("CallbackConsumerContextFilter", "CallbackTagFilter");
    }

    @Test
    void provider_entersRightAfterDubbosContext() {
        List<String> chain = chain(Filter.class, CommonConstants.PROVIDER);

        assertThat(chain.subList(0, chain.indexOf("InboundTagFilter")))
                .contains("ContextFilter")
                .isSubsetOf("ContextFilter", "ProfilerServerFilter");
        assertThat(chain).containsSubsequence("InboundTagFilter", "RestServedByFilter");
    }

    private <F> List<String> chain(Class<F> type, String group) {
        return application
                .model()
                .getDefaultModule()
                .getExtensionLoader(type)
                .getActivateExtension(application.reference(), "none", group)
                .stream()
                .map(filter -> filter.getClass().getSimpleName())
                .toList();
    }
}
