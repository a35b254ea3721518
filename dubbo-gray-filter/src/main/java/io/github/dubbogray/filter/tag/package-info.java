/** Tags as they come and go among the attachments of a call. */
@NullMarked
package io.github.dubbogray.filter.tag;

import org.jspecify.annotations.NullMarked;
