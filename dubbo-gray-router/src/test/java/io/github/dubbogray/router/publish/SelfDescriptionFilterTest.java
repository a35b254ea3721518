package io.github.dubbogray.router.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.dubbo.common.URL;
import org.apache.dubbo.metadata.MetadataInfo;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dubbo's own service metadata, with its own extension loader. */
class SelfDescriptionFilterTest {

    private static final String SERVICE =
            "dubbo://127.0.0.1:20880/io.github.Echo?application=demo-provider&interface=io.github.Echo";

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel application = framework.newApplication();

    @AfterEach
    void destroy() {
        framework.destroy();
    }

    @Test
    void twoStarts_haveOneRevision() {
        MetadataInfo first = metadata("&gray.version=v2&dubbo.gray-own.1700000000123=version%3Dv2");
        MetadataInfo second = metadata("&gray.version=v2&dubbo.gray-own.1700000099999=version%3Dv2");

        assertThat(second.calAndGetRevision()).isEqualTo(first.calAndGetRevision());
    }

    @Test
    void otherLabels_haveAnotherRevision() {
        assertThat(metadata("&gray.version=v2").calAndGetRevision())
                .isNotEqualTo(metadata("&gray.version=v3").calAndGetRevision());
    }

    @Test
    void labelsAndWhatDubboKeeps_stay() {
        MetadataInfo metadata = metadata("&gray.version=v2&gray.env=gray&dubbo.gray-own.7=version%3Dv2&pid=4711");

        assertThat(metadata.getServiceInfo("io.github.Echo:dubbo").getParams())
                .containsEntry("gray.version", "v2")
                .containsEntry("gray.env", "gray")
                .containsEntry("application", "demo-provider")
                .doesNotContainKeys("dubbo.gray-own.7", "pid");
    }

    private MetadataInfo metadata(String parameters) {
        MetadataInfo metadata = new MetadataInfo("demo-provider");
        metadata.addService(URL.valueOf(SERVICE + parameters).setScopeModel(application));
        return metadata;
    }
}
