/** Edits: one thing of a document changed in its text, and every other character kept. */
@NullMarked
package io.github.dubbogray.core.edit;

import org.jspecify.annotations.NullMarked;
