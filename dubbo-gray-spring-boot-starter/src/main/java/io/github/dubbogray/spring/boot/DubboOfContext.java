package io.github.dubbogray.spring.boot;

import org.apache.dubbo.rpc.model.ApplicationModel;
import org.springframework.beans.factory.ObjectProvider;

/** The Dubbo application that a Spring context starts. */
final class DubboOfContext {

    private DubboOfContext() {}

    /**
     * Returns the application that Dubbo has bound to the context, or the default one where Dubbo is started by hand or not
     * at all.
     */
    static ApplicationModel in(ObjectProvider<ApplicationModel> models) {
        return models.getIfUnique(ApplicationModel::defaultModel);
    }
}
