/** The compiled document of one application: lanes, rules and policies. */
@NullMarked
package io.github.dubbogray.core.table;

import org.jspecify.annotations.NullMarked;
