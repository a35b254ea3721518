/** What switches may ask of the call that a thread serves. */
@NullMarked
package io.github.dubbogray.feature.call;

import org.jspecify.annotations.NullMarked;
