/** Balance: which one of the instances that may serve a request gets it. */
@NullMarked
package io.github.dubbogray.core.balance;

import org.jspecify.annotations.NullMarked;
