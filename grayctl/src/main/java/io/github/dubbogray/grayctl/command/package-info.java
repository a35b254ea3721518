/** The commands: options in, an exit code out. */
@NullMarked
package io.github.dubbogray.grayctl.command;

import org.jspecify.annotations.NullMarked;
