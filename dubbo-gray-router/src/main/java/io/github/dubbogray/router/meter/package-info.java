/** What is counted and measured in one application, whoever reads it. */
@NullMarked
package io.github.dubbogray.router.meter;

import org.jspecify.annotations.NullMarked;
