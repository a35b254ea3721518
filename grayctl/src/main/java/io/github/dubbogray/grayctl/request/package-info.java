/** Requests that nobody sent, and where a document would send them. */
@NullMarked
package io.github.dubbogray.grayctl.request;

import org.jspecify.annotations.NullMarked;
