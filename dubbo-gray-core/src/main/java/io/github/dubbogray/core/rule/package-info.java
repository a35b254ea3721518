/** Rules: which request gets which lane. */
@NullMarked
package io.github.dubbogray.core.rule;

import org.jspecify.annotations.NullMarked;
