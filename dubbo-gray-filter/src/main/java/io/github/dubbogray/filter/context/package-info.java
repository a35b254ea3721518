/** What a thread carries of the request it works for, and how it gets to other threads. */
@NullMarked
package io.github.dubbogray.filter.context;

import org.jspecify.annotations.NullMarked;
