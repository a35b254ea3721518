/** Hashes of texts that are the same in every process and every release. */
@NullMarked
package io.github.dubbogray.core.hash;

import org.jspecify.annotations.NullMarked;
