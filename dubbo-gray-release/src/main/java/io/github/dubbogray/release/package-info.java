/** The release controller: looks at a release again and again, keeps what follows, and does it. */
@NullMarked
package io.github.dubbogray.release;

import org.jspecify.annotations.NullMarked;
