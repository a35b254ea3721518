/** Dashboards of {@code ops/} as pictures, where there is no Grafana: a rendering, from the answers of a real Prometheus. */
@NullMarked
package io.github.dubbogray.it.ops;

import org.jspecify.annotations.NullMarked;
