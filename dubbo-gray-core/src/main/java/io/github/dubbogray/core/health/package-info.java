/** What a document says of sick lanes and instances, and how calls end. */
@NullMarked
package io.github.dubbogray.core.health;

import org.jspecify.annotations.NullMarked;
