/**
 * Switches as typed values: followed where they are written, asked from memory. Knows no OpenFeature and no Nacos, and Dubbo in
 * one class.
 */
@NullMarked
package io.github.dubbogray.feature;

import org.jspecify.annotations.NullMarked;
