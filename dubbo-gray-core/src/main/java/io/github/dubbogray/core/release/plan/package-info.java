/** The plan of a release: its steps, how they are judged, and what becomes of a breach; read from an operator's text. */
@NullMarked
package io.github.dubbogray.core.release.plan;

import org.jspecify.annotations.NullMarked;
