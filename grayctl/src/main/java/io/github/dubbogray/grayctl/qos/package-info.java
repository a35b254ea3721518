/** What a running consumer is asked through Dubbo's QoS port. */
@NullMarked
package io.github.dubbogray.grayctl.qos;

import org.jspecify.annotations.NullMarked;
