/** The commands that ask or change a running Nacos. */
@NullMarked
package io.github.dubbogray.grayctl.command.live;

import org.jspecify.annotations.NullMarked;
