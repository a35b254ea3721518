/** What is news, and what has been said already: so that a log is neither silent nor flooded. */
@NullMarked
package io.github.dubbogray.core.news;

import org.jspecify.annotations.NullMarked;
