/** What a command asks of a running Nacos, and what it makes of the answers. */
@NullMarked
package io.github.dubbogray.grayctl.live;

import org.jspecify.annotations.NullMarked;
