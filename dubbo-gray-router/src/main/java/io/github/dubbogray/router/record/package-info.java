/** Records: decisions on real calls, sampled while somebody asks for it, without anything that a call brings along. */
@NullMarked
package io.github.dubbogray.router.record;

import org.jspecify.annotations.NullMarked;
