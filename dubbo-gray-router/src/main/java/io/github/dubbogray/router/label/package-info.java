/** Labels in registry metadata: what an instance is published with, and what is read back. */
@NullMarked
package io.github.dubbogray.router.label;

import org.jspecify.annotations.NullMarked;
