/** The verdict on a step of a release: what its calls show of gray beside stable, and how sure that is. */
@NullMarked
package io.github.dubbogray.core.release.verdict;

import org.jspecify.annotations.NullMarked;
