/** Requests that enter through a servlet container. The only package that knows the servlet API. */
@NullMarked
package io.github.dubbogray.filter.servlet;

import org.jspecify.annotations.NullMarked;
