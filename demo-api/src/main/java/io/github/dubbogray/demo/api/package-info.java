/** The services that the demo's processes talk through. */
@NullMarked
package io.github.dubbogray.demo.api;

import org.jspecify.annotations.NullMarked;
