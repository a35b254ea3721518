package io.github.dubbogray.router.publish;

import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.integration.ServiceURLCustomizer;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Publishes this instance's labels where discovery is by interface; after Dubbo has shortened the URL. */
public final class UrlLabelPublisher implements ServiceURLCustomizer {

    /** For Dubbo's extension loader. */
    public UrlLabelPublisher() {}

    @Override
    public URL customize(URL service, ApplicationModel application) {
        return service.addParameters(GrayApplication.of(application).metadata());
    }

    @Override
    public int getPriority() {
        return MIN_PRIORITY;
    }
}
