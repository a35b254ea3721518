/** The only package that knows the regular expression engine. */
@NullMarked
package io.github.dubbogray.core.rule.regex;

import org.jspecify.annotations.NullMarked;
