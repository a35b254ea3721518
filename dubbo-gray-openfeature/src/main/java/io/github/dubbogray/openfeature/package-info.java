/** Switches as a provider of OpenFeature. The only package that knows its SDK. */
@NullMarked
package io.github.dubbogray.openfeature;

import org.jspecify.annotations.NullMarked;
