package io.github.dubbogray.spring.boot.sample;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Two versions of an API in one process: each at a path of its own, and both at one path by the request's version. */
@RestController
class Orders {

    /** An order as the first version knows it. */
    record OrderV1(String id, int quantity) {}

    /** The second version's; a field was added. */
    record OrderV2(String id, int quantity, String carrier) {}

    @GetMapping("/api/v1/orders/{id}")
    OrderV1 v1(@PathVariable String id) {
        return new OrderV1(id, 3);
    }

    @GetMapping("/api/v2/orders/{id}")
    OrderV2 v2(@PathVariable String id) {
        return new OrderV2(id, 3, "DHL");
    }

    @GetMapping("/api/orders/{id}")
    Object order(@PathVariable String id) {
        return switch (ApiVersion.ofRequest()) {
            case V1 -> v1(id);
            case V2 -> v2(id);
        };
    }
}
