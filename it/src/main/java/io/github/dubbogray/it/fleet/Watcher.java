package io.github.dubbogray.it.fleet;

/** Is told of each process that shows its metrics. */
@FunctionalInterface
public interface Watcher {

    /** A process starts, and shows its metrics there from soon on. */
    void appears(MetricsPage page);
}
