/** The commands of releases. */
@NullMarked
package io.github.dubbogray.grayctl.command.release;

import org.jspecify.annotations.NullMarked;
