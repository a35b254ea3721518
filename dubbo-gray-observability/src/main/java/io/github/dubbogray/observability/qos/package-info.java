/** What an operator asks a process of: documents, instances, health and explanations, over Dubbo's QoS port. */
@NullMarked
package io.github.dubbogray.observability.qos;

import org.jspecify.annotations.NullMarked;
