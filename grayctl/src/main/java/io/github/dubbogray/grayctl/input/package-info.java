/** What is read: files and standard input, with every reason why not. */
@NullMarked
package io.github.dubbogray.grayctl.input;

import org.jspecify.annotations.NullMarked;
