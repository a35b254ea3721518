/** Values inside the arguments of a call. */
@NullMarked
package io.github.dubbogray.core.rule.argument;

import org.jspecify.annotations.NullMarked;
