/** Switches: which request gets which value, by the rules and buckets of routes. */
@NullMarked
package io.github.dubbogray.core.feature;

import org.jspecify.annotations.NullMarked;
