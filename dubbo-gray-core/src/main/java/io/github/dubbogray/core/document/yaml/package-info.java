/** The only package that knows the YAML parser. */
@NullMarked
package io.github.dubbogray.core.document.yaml;

import org.jspecify.annotations.NullMarked;
