/** What is written: for people with colour on a terminal, for programs as JSON. */
@NullMarked
package io.github.dubbogray.grayctl.output;

import org.jspecify.annotations.NullMarked;
