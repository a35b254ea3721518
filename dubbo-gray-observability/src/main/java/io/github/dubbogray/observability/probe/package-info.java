/** Dubbo's probes: when a process that goes by gray release may take calls. */
@NullMarked
package io.github.dubbogray.observability.probe;

import org.jspecify.annotations.NullMarked;
