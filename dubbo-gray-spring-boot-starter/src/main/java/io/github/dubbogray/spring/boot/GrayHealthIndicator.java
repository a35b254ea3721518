package io.github.dubbogray.spring.boot;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.document.DocumentStatus;
import io.github.dubbogray.router.health.LaneReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Says how gray release stands in the details of {@code /actuator/health}. It is always up: whoever fails this is taken out or
 * restarted, and neither mends a document, Nacos or another application's instance.
 */
final class GrayHealthIndicator implements HealthIndicator {

    private final Supplier<ApplicationModel> dubbo;

    GrayHealthIndicator(Supplier<ApplicationModel> dubbo) {
        this.dubbo = dubbo;
    }

    @Override
    public Health health() {
        GrayApplication gray = dubbo.get().getBeanFactory().getBean(GrayApplication.class);
        return gray == null // asking must not begin it
                ? Health.up().withDetail("state", "unused").build()
                : Health.up().withDetails(details(gray)).build();
    }

    private static Map<String, Object> details(GrayApplication gray) {
        if (!gray.isActive()) {
            return Map.of("state", "off");
        }
        List<LaneReport> lanes = gray.watches().report();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", "active");
        details.put("documents", documents(gray));
        details.put(
                "ejected",
                lanes.stream()
                        .flatMap(lane -> lane.out().stream())
                        .map(LaneReport.Out::address)
                        .distinct()
                        .toList());
        details.put(
                "tripped",
                lanes.stream()
                        .filter(lane -> !lane.told().isEmpty())
                        .map(lane -> lane.application() + " " + lane.lane() + ": " + lane.state())
                        .toList());
        return details;
    }

    private static Map<String, Object> documents(GrayApplication gray) {
        Map<String, Object> documents = new TreeMap<>();
        for (DocumentStatus status : gray.documents().statuses()) {
            documents.put(
                    status.application(),
                    Map.of(
                            "revision",
                            status.revision(),
                            "state",
                            status.state().id()));
        }
        return documents;
    }
}
