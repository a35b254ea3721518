/** Requests that enter as REST over Dubbo's own Triple port. */
@NullMarked
package io.github.dubbogray.filter.rest;

import org.jspecify.annotations.NullMarked;
