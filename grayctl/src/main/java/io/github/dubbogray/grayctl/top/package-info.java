/** The full-screen view: what it shows, how that is drawn, and the only knowledge of terminals. */
@NullMarked
package io.github.dubbogray.grayctl.top;

import org.jspecify.annotations.NullMarked;
