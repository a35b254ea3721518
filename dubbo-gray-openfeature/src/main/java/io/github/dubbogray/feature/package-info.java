/** Switches as typed values: followed where they are written, asked from memory. Knows neither OpenFeature nor Nacos nor Dubbo. */
@NullMarked
package io.github.dubbogray.feature;

import org.jspecify.annotations.NullMarked;
