/** What two documents decide differently: which requests, how many, from where to where. */
@NullMarked
package io.github.dubbogray.grayctl.diff;

import org.jspecify.annotations.NullMarked;
