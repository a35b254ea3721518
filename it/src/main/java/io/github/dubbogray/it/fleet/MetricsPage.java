package io.github.dubbogray.it.fleet;

/**
 * Where a process shows its metrics to Prometheus: {@value #PATH} on a port of loopback.
 *
 * @param application the process's own application
 */
public record MetricsPage(String application, int port) {

    /** Where Spring Boot's actuator has them. */
    public static final String PATH = "/actuator/prometheus";
}
