package io.github.dubbogray.router.publish;

import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.registry.client.ServiceInstance;
import org.apache.dubbo.registry.client.ServiceInstanceCustomizer;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Publishes this instance's labels where discovery is by application. */
public final class InstanceLabelPublisher implements ServiceInstanceCustomizer {

    /** For Dubbo's extension loader. */
    public InstanceLabelPublisher() {}

    @Override
    public void customize(ServiceInstance instance, ApplicationModel application) {
        GrayApplication gray = GrayApplication.of(application);
        instance.getMetadata().putAll(gray.metadata());
        gray.beginLoadWeight();
    }
}
