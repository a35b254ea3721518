package io.github.dubbogray.demo.provider;

import io.github.dubbogray.demo.api.ChainService;
import io.github.dubbogray.demo.api.Hop;
import java.util.List;
import org.apache.dubbo.config.annotation.DubboReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The application behind this one in the chain, {@code demo.next}; the last one has none. */
@Component
@ConditionalOnProperty("demo.next")
class NextLink {

    @DubboReference(group = "${demo.next}", providedBy = "${demo.next}", timeout = 3000, check = false)
    private @Nullable ChainService service;

    List<Hop> visit() {
        if (service == null) {
            throw new IllegalStateException("Dubbo has not set the reference yet");
        }
        return service.visit();
    }
}
