/** The same promises on other releases of Dubbo, of Nacos's client and of Java. */
@NullMarked
package io.github.dubbogray.it.compat;

import org.jspecify.annotations.NullMarked;
