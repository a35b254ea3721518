/** The demo's consumer, an HTTP entry in front of Dubbo. */
@NullMarked
package io.github.dubbogray.demo.consumer;

import org.jspecify.annotations.NullMarked;
