package io.github.dubbogray.spring.boot;

import io.github.dubbogray.observability.qos.GrayReport;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The actuator endpoint {@code gray}: the reports that Dubbo's QoS commands give, in the same JSON, of the application of this
 * context. {@code /actuator/gray} is the status; {@code /actuator/gray/rules}, {@code /instances}, {@code /health}, {@code
 * /switches} and {@code /status} are one report each.
 */
@Endpoint(id = "gray")
public class GrayEndpoint {

    private static final String JSON = "application/json";

    private final Supplier<ApplicationModel> dubbo;

    /**
     * Reports of an application.
     *
     * @param dubbo gives the application; asked for each report
     */
    GrayEndpoint(Supplier<ApplicationModel> dubbo) {
        this.dubbo = dubbo;
    }

    /** Returns the status. */
    @ReadOperation(produces = JSON)
    public String status() {
        return json(GrayReport.STATUS);
    }

    /** Returns a report by its name in lower case, or null, for which Spring Boot answers 404, if there is none. */
    @ReadOperation(produces = JSON)
    public @Nullable String report(@Selector String name) {
        return Stream.of(GrayReport.values())
                .filter(report -> report.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .map(this::json)
                .orElse(null);
    }

    private String json(GrayReport report) {
        return report.toJson(List.of(dubbo.get()));
    }
}
