/** What routing costs: questions asked with JMH, and of the heap. */
@NullMarked
package io.github.dubbogray.benchmarks;

import org.jspecify.annotations.NullMarked;
