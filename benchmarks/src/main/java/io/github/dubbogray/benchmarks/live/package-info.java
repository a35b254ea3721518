/** What only a running system shows: whole calls, publishes and starts, in processes of their own on a real Nacos. */
@NullMarked
package io.github.dubbogray.benchmarks.live;

import org.jspecify.annotations.NullMarked;
