/** The demo's provider. */
@NullMarked
package io.github.dubbogray.demo.provider;

import org.jspecify.annotations.NullMarked;
